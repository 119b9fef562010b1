namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator mish = new("mish");
    internal static readonly Operator mish_ = new("mish_");
    internal static readonly Operator hardshrink = new("hardshrink");
    internal static readonly Operator softshrink = new("softshrink");
}
