namespace TorchSharp;

/// <summary>How numbers and lines of a tensor's text are written.</summary>
internal sealed record PrintLimits(string Format, int Width, string NewLine, int Rows, int Columns);
