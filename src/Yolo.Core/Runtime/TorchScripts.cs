using static TorchSharp.torch;

namespace Yolo.Runtime;

/// <summary>
/// Operators over whole lists of tensors that take numbers, which <see cref="TorchOperators"/> cannot hand over: functions in torch's own language,
/// compiled by libtorch when the first is called. They take tensors alone.
/// </summary>
internal static class TorchScripts
{
    private const string Source =
        """
        def norm_of_all(tensors: List[Tensor]) -> Tensor:
            return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(tensors, 2)), 2)

        def count(counters: List[Tensor]):
            torch._foreach_add_(counters, 1)


        """;

    private static readonly Lazy<jit.CompilationUnit> Functions = new(() => jit.compile(Source.ReplaceLineEndings("\n")));

#pragma warning disable RS0030 // What is handed over are lists of tensors, which are kept, and no numbers.

    /// <summary>The Euclidean norm of all numbers of all tensors together.</summary>
    /// <param name="tensors">At least one, of one device.</param>
    /// <returns>[], on their device, of the caller's dispose scope.</returns>
    internal static Tensor Norm(Tensor[] tensors)
    {
        var norm = (Tensor)Functions.Value.invoke("norm_of_all", (object)tensors);
        GC.KeepAlive(tensors);
        return norm;
    }

    /// <summary>Adds 1 to all numbers of all tensors, in place.</summary>
    /// <param name="counters">At least one, of one device and type.</param>
    internal static void Count(Tensor[] counters)
    {
        Functions.Value.invoke("count", (object)counters);
        GC.KeepAlive(counters);
    }

#pragma warning restore RS0030
}
