namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator to_device = new("to", "device");
    internal static readonly Operator to_dtype = new("to", "dtype");
}
