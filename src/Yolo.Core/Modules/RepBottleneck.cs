namespace Yolo.Modules;

/// <summary>A bottleneck whose first convolution is a <see cref="RepConv"/>.</summary>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
/// <param name="shortcut">Whether to add the input where inputs and outputs agree.</param>
/// <param name="groups">Groups of the second convolution.</param>
/// <param name="expansion">Hidden channels as a part of the outputs.</param>
public sealed class RepBottleneck(int inputs, int outputs, bool shortcut = true, int groups = 1, double expansion = 0.5)
    : Bottleneck(nameof(RepBottleneck), inputs, outputs, shortcut, groups, (3, 3), expansion, (hidden, _) => new RepConv(inputs, hidden));
