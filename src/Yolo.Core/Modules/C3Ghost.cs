namespace Yolo.Modules;

/// <summary>C3 with a row of ghost bottlenecks.</summary>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
/// <param name="repeats">Bottlenecks in the row.</param>
/// <param name="expansion">Channels of each way as a part of the outputs.</param>
public sealed class C3Ghost(int inputs, int outputs, int repeats = 1, double expansion = 0.5)
    : C3(
        nameof(C3Ghost),
        inputs,
        outputs,
        expansion,
        hidden => Channels.Row(Channels.Repeat(repeats, () => new GhostBottleneck(hidden, hidden))));
