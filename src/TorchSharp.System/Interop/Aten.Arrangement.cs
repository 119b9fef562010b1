namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator as_strided = new("as_strided");
    internal static readonly Operator atleast_1d = new("atleast_1d");
    internal static readonly Operator atleast_2d = new("atleast_2d");
    internal static readonly Operator atleast_3d = new("atleast_3d");
    internal static readonly Operator flip = new("flip");
    internal static readonly Operator fliplr = new("fliplr");
    internal static readonly Operator flipud = new("flipud");
    internal static readonly Operator movedim_int = new("movedim", "int");
    internal static readonly Operator movedim_intlist = new("movedim", "intlist");
    internal static readonly Operator repeat = new("repeat");
    internal static readonly Operator repeat_interleave_self_Tensor = new("repeat_interleave", "self_Tensor");
    internal static readonly Operator repeat_interleave_self_int = new("repeat_interleave", "self_int");
    internal static readonly Operator roll = new("roll");
    internal static readonly Operator rot90 = new("rot90");
    internal static readonly Operator tile = new("tile");
    internal static readonly Operator unfold = new("unfold");
}
