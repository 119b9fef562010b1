namespace Yolo.Modules;

/// <summary>C3 with a <see cref="TransformerBlock"/> of four heads in place of the row.</summary>
/// <param name="inputs">Input channels.</param>
/// <param name="outputs">Output channels.</param>
/// <param name="repeats">Layers of the transformer.</param>
/// <param name="expansion">Channels of each way as a part of the outputs; a multiple of 4.</param>
public sealed class C3Tr(int inputs, int outputs, int repeats = 1, double expansion = 0.5)
    : C3("C3TR", inputs, outputs, expansion, hidden => new TransformerBlock(hidden, hidden, Heads, repeats))
{
    private const int Heads = 4;
}
