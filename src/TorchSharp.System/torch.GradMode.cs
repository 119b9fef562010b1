using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Nothing is recorded on this thread until the result is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Operations are recorded on this thread, or not, until the result is disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Operations are recorded on this thread, or not, until the result is disposed.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>Whether operations are recorded on this thread.</summary>
    public static bool is_grad_enabled() => NativeMethods.ts_grad_mode(-1) > 0;

    /// <summary>Nothing is recorded on this thread until the result is disposed, and what is made can never take part in gradients.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>Whether this thread is in inference mode.</summary>
    public static bool is_inference_mode_enabled() => NativeMethods.ts_inference_mode_is_enabled() > 0;

    private sealed class GradMode(bool enabled) : IDisposable
    {
        private readonly int before = TorchError.Check(NativeMethods.ts_grad_mode(enabled ? 1 : 0));

        public void Dispose() => TorchError.Check(NativeMethods.ts_grad_mode(before));
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private IntPtr guard = TorchError.Check(NativeMethods.ts_inference_mode_enter(enabled ? 1 : 0));

        public void Dispose()
        {
            var owned = Interlocked.Exchange(ref guard, IntPtr.Zero);
            if (owned != IntPtr.Zero)
            {
                NativeMethods.ts_inference_mode_leave(owned);
            }
        }
    }
}
