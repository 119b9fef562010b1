using System.Collections.Immutable;

namespace Yolo.Checkpoints.Pickle;

/// <summary>A <c>torch.Size</c>.</summary>
/// <param name="Lengths">The length of every dimension.</param>
internal sealed record TorchSize(ImmutableArray<long> Lengths)
{
    /// <inheritdoc/>
    public bool Equals(TorchSize? other) => other is not null && Lengths.AsSpan().SequenceEqual(other.Lengths.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var length in Lengths)
        {
            hash.Add(length);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => $"torch.Size{TensorLayout.Show(Lengths.AsSpan())}";
}
