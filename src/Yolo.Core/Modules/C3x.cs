namespace Yolo.Modules;

/// <summary>C3 whose bottlenecks have the kernels 1×3 and 3×1.</summary>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
/// <param name="repeats">Bottlenecks in the row.</param>
/// <param name="shortcut">Whether bottlenecks add their input.</param>
/// <param name="groups">Groups of their second convolution.</param>
/// <param name="expansion">Channels of each way as a part of the outputs.</param>
public sealed class C3x(int inputs, int outputs, int repeats = 1, bool shortcut = true, int groups = 1, double expansion = 0.5)
    : C3(nameof(C3x), inputs, outputs, expansion, Bottlenecks(repeats, shortcut, groups, (new Extent(1, 3), new Extent(3, 1))));
