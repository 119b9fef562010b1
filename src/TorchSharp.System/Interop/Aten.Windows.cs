namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator bartlett_window_periodic = new("bartlett_window", "periodic");
    internal static readonly Operator blackman_window_periodic = new("blackman_window", "periodic");
    internal static readonly Operator hamming_window_periodic_alpha_beta = new("hamming_window", "periodic_alpha_beta");
    internal static readonly Operator kaiser_window_beta = new("kaiser_window", "beta");
}
