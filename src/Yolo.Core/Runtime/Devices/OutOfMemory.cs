using System.Runtime.InteropServices;

namespace Yolo.Runtime.Devices;

/// <summary>Knows by its message the error of a device whose memory did not suffice: libtorch has no type of its own for it that reaches .NET.</summary>
internal static class OutOfMemory
{
    // Of libtorch's allocator on GPUs, of CUDA, of cuBLAS and cuDNN, and of libtorch's allocator on processors.
    private static readonly string[] Messages = ["CUDA out of memory", "CUDA error: out of memory", "STATUS_ALLOC_FAILED", "DefaultCPUAllocator"];

    /// <summary>Whether an error says so.</summary>
    internal static bool Is(Exception error) =>
        error is OutOfMemoryException || (error is ExternalException && Array.Exists(Messages, message => error.Message.Contains(message, StringComparison.Ordinal)));
}
