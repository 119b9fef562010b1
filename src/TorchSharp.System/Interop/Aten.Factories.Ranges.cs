namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator arange_start_step = new("arange", "start_step");
    internal static readonly Operator empty_strided = new("empty_strided");
    internal static readonly Operator eye_m = new("eye", "m");
    internal static readonly Operator hann_window_periodic = new("hann_window", "periodic");
    internal static readonly Operator linspace = new("linspace");
    internal static readonly Operator logspace = new("logspace");
    internal static readonly Operator normal_float_float = new("normal", "float_float");
    internal static readonly Operator randint_low_generator = new("randint", "low_generator");
    internal static readonly Operator randperm_generator = new("randperm", "generator");
}
