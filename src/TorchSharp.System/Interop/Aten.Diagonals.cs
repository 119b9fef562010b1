namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator channel_shuffle = new("channel_shuffle");
    internal static readonly Operator diag = new("diag");
    internal static readonly Operator diag_embed = new("diag_embed");
    internal static readonly Operator diagflat = new("diagflat");
    internal static readonly Operator diagonal = new("diagonal");
    internal static readonly Operator tril = new("tril");
    internal static readonly Operator tril_ = new("tril_");
    internal static readonly Operator triu = new("triu");
    internal static readonly Operator triu_ = new("triu_");
    internal static readonly Operator vander = new("vander");
}
