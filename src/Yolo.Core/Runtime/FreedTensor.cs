using static TorchSharp.torch;

namespace Yolo.Runtime;

/// <summary>What is said of a tensor that somebody kept beyond its life. A program without libtorch can ask, too.</summary>
internal static class FreedTensor
{
    private const string Ways =
        "Tensors of a batch live until the batch is done, those that a callback makes until it returns. To keep one longer, detach a copy from its dispose scope "
        + "(tensor.clone().DetachFromDisposeScope(), and dispose it when it is not needed any more); to keep one that a callback made until its batch is done, move it to the outer scope "
        + "(tensor.MoveToOuterDisposeScope()).";

    /// <summary>A tensor of a batch, if it is still alive.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <exception cref="ObjectDisposedException">It was freed.</exception>
    internal static Tensor Require(Tensor tensor) => tensor.IsInvalid ? throw Error() : tensor;

    /// <summary>That a tensor of a batch was freed.</summary>
    internal static ObjectDisposedException Error() => new(nameof(Tensor), $"The input of this batch was freed: the batch is done. {Ways}");

    /// <summary>What to say beside an exception that libtorch's package throws for a freed tensor; null for others.</summary>
    internal static string? Explain(Exception thrown)
    {
        // Its exception has no type of its own.
        for (var error = thrown; error is not null and not ObjectDisposedException; error = error.InnerException)
        {
            if (error is InvalidOperationException && error.Message.StartsWith("Tensor invalid", StringComparison.Ordinal))
            {
                return $"A tensor was used that had been freed. {Ways}";
            }
        }

        return null;
    }
}
