using System.Diagnostics.CodeAnalysis;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Inference;

/// <summary>The pictures of a batch as a network takes them: a tensor, or numbers of which a tensor is made only if somebody asks for it.</summary>
internal sealed class NetworkInput : IDisposable
{
    private readonly Lock gate = new();
    private readonly PreparedInput? pixels;
    private Tensor? tensor;
    private bool isDisposed;

    /// <summary>Pictures that are a tensor, which stays its owner's.</summary>
    /// <param name="tensor">[B, 3, H, W].</param>
    internal NetworkInput(Tensor tensor)
    {
        this.tensor = tensor;
        (Count, Height, Width) = ((int)tensor.size(0), (int)tensor.size(2), (int)tensor.size(3));
    }

    /// <summary>Pictures that are numbers.</summary>
    internal NetworkInput(PreparedInput pixels)
    {
        this.pixels = pixels;
        (Count, Height, Width) = (pixels.Count, pixels.Height, pixels.Width);
    }

    internal int Count { get; }

    internal int Height { get; }

    internal int Width { get; }

    /// <summary>The numbers; null where there is a tensor: whoever has it may have written into it.</summary>
    internal PreparedInput? Pixels => tensor is null ? pixels : null;

    /// <summary>The tensor; null where nobody has asked for it.</summary>
    internal Tensor? TensorSoFar => tensor;

    /// <summary>[B, 3, H, W]. One that is made of numbers lives until this is disposed, whatever dispose scope is open when it is asked for.</summary>
    [SuppressMessage("Design", "CA1065", Justification = "As of a disposed tensor.")]
    internal Tensor Tensor
    {
        get
        {
            lock (gate)
            {
                return isDisposed ? throw FreedTensor.Error() : FreedTensor.Require(tensor ??= MakeTensor(pixels!));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (pixels is null)
        {
            return;
        }

        lock (gate)
        {
            isDisposed = true;
            tensor?.Dispose();
        }
    }

    private static Tensor MakeTensor(PreparedInput pixels)
    {
        using var scope = NewDisposeScope();
        return pixels.ToTensor().DetachFromDisposeScope();
    }
}
