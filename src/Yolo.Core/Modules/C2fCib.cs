namespace Yolo.Modules;

/// <summary>C2f with a row of <see cref="Cib"/>.</summary>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
/// <param name="repeats">Blocks in the row.</param>
/// <param name="shortcut">Whether they add their input.</param>
/// <param name="largeKernel">Whether their middle convolution is 7×7.</param>
/// <param name="expansion">Channels of a half as a part of the outputs.</param>
public sealed class C2fCib(int inputs, int outputs, int repeats = 1, bool shortcut = false, bool largeKernel = false, double expansion = 0.5)
    : C2f("C2fCIB", inputs, outputs, repeats, expansion, hidden => new Cib(hidden, hidden, shortcut, 1, largeKernel));
