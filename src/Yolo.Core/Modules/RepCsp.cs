namespace Yolo.Modules;

/// <summary>C3 with a row of <see cref="RepBottleneck"/>.</summary>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
/// <param name="repeats">Bottlenecks in the row.</param>
/// <param name="shortcut">Whether bottlenecks add their input.</param>
/// <param name="groups">Groups of their second convolution.</param>
/// <param name="expansion">Channels of each way as a part of the outputs.</param>
public sealed class RepCsp(int inputs, int outputs, int repeats = 1, bool shortcut = true, int groups = 1, double expansion = 0.5)
    : C3(
        "RepCSP",
        inputs,
        outputs,
        expansion,
        hidden => Channels.Row(Channels.Repeat(repeats, () => new RepBottleneck(hidden, hidden, shortcut, groups, 1))));
