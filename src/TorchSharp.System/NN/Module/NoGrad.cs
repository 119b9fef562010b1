using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Turns gradient recording off on this thread until it is disposed.</summary>
internal readonly struct NoGrad : IDisposable
{
    private readonly int before;

    private NoGrad(int before) => this.before = before;

    internal static NoGrad Enter() => new(NativeMethods.ts_grad_mode(0));

    public void Dispose() => _ = NativeMethods.ts_grad_mode(before);
}
