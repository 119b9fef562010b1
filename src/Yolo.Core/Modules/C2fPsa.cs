namespace Yolo.Modules;

/// <summary>C2f with a row of <see cref="PsaBlock"/>.</summary>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
/// <param name="repeats">Blocks in the row.</param>
/// <param name="expansion">Channels of a half as a part of the outputs.</param>
public sealed class C2fPsa(int inputs, int outputs, int repeats = 1, double expansion = 0.5)
    : C2f("C2fPSA", inputs, outputs, repeats, expansion, hidden => new PsaBlock(hidden, 0.5, Math.Max(hidden / 64, 1)));
