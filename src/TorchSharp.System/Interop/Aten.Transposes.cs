namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator imag = new("imag");
    internal static readonly Operator matrix_H = new("matrix_H");
    internal static readonly Operator mH = new("mH");
    internal static readonly Operator mT = new("mT");
    internal static readonly Operator numpy_T = new("numpy_T");
    internal static readonly Operator real = new("real");
}
