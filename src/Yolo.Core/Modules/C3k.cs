namespace Yolo.Modules;

/// <summary>C3 whose bottlenecks have two kernels of one size.</summary>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
/// <param name="repeats">Bottlenecks in the row.</param>
/// <param name="shortcut">Whether bottlenecks add their input.</param>
/// <param name="groups">Groups of their second convolution.</param>
/// <param name="expansion">Channels of each way as a part of the outputs.</param>
/// <param name="kernel">Both kernels; null: 3.</param>
public sealed class C3k(
    int inputs,
    int outputs,
    int repeats = 1,
    bool shortcut = true,
    int groups = 1,
    double expansion = 0.5,
    Extent? kernel = null)
    : C3(nameof(C3k), inputs, outputs, expansion, Bottlenecks(repeats, shortcut, groups, (kernel ?? 3, kernel ?? 3)));
