using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>C2f whose row is of bottlenecks, of <see cref="C3k"/> blocks, or of bottlenecks with attention.</summary>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
/// <param name="repeats">Blocks in the row.</param>
/// <param name="nested">Whether they are <see cref="C3k"/>.</param>
/// <param name="expansion">Channels of a half as a part of the outputs.</param>
/// <param name="attention">Whether they are bottlenecks with attention; this comes before <paramref name="nested"/>.</param>
/// <param name="groups">Groups of second convolutions.</param>
/// <param name="shortcut">Whether bottlenecks add their input.</param>
public sealed class C3k2(
    int inputs,
    int outputs,
    int repeats = 1,
    bool nested = false,
    double expansion = 0.5,
    bool attention = false,
    int groups = 1,
    bool shortcut = true)
    : C2f(nameof(C3k2), inputs, outputs, repeats, expansion, hidden => Inner(hidden, nested, attention, groups, shortcut))
{
    private static nn.Module<Tensor, Tensor> Inner(int hidden, bool nested, bool attention, int groups, bool shortcut) =>
        attention ? Channels.Row(new Bottleneck(hidden, hidden, shortcut, groups), new PsaBlock(hidden, 0.5, Math.Max(hidden / 64, 1)))
        : nested ? new C3k(hidden, hidden, 2, shortcut, groups)
        : new Bottleneck(hidden, hidden, shortcut, groups);
}
