using System.Runtime.CompilerServices;
using TorchSharp;

namespace Yolo.Runtime;

/// <summary>Dispose scopes of tensors for code that may have no tensors at all.</summary>
internal static class TensorScope
{
    /// <summary>
    /// As <c>torch.NewDisposeScope</c>, of which the class <c>torch</c> would load libtorch: half a gigabyte, for nothing where ONNX Runtime computes.
    /// </summary>
    /// <returns>To be disposed on the same thread.</returns>
    internal static DisposeScope Open() => NewDisposeScope(OfThread(null));

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "get_ThreadSingleton")]
    private static extern DisposeScopeManager OfThread(DisposeScopeManager? type);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "NewDisposeScope")]
    private static extern DisposeScope NewDisposeScope(DisposeScopeManager manager);
}
