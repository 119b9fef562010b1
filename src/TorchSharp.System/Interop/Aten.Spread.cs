namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator bincount = new("bincount");
    internal static readonly Operator diff = new("diff");
    internal static readonly Operator histc = new("histc");
    internal static readonly Operator renorm = new("renorm");
    internal static readonly Operator std = new("std");
    internal static readonly Operator std_dim = new("std", "dim");
    internal static readonly Operator std_mean = new("std_mean");
    internal static readonly Operator std_mean_dim = new("std_mean", "dim");
    internal static readonly Operator trace = new("trace");
    internal static readonly Operator var = new("var");
    internal static readonly Operator var_dim = new("var", "dim");
    internal static readonly Operator var_mean = new("var_mean");
    internal static readonly Operator var_mean_dim = new("var_mean", "dim");
}
