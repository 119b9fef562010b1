using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A Bartlett window, a triangle.</summary>
    public static Tensor bartlett_window(
        long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Aten.bartlett_window_periodic.Tensor(len, periodic, dtype ?? defaultType, Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>A Blackman window.</summary>
    public static Tensor blackman_window(
        long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Aten.blackman_window_periodic.Tensor(len, periodic, dtype ?? defaultType, Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>A Hamming window.</summary>
    public static Tensor hamming_window(
        long len, bool periodic = true, float alpha = 0.54f, float beta = 0.46f, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finish(
            Aten.hamming_window_periodic_alpha_beta.Tensor(len, periodic, alpha, beta, dtype ?? defaultType, Value.None, InitializeDevice(device)),
            requires_grad);

    /// <summary>A Kaiser window.</summary>
    public static Tensor kaiser_window(
        long len, bool periodic = true, float beta = 12f, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Aten.kaiser_window_beta.Tensor(len, periodic, beta, dtype ?? defaultType, Value.None, InitializeDevice(device)), requires_grad);
}
