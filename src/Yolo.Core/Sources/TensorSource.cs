using TorchSharp;
using Yolo.Runtime;

namespace Yolo.Sources;

/// <summary>A batch that is the network's input already.</summary>
internal sealed class TensorSource : PictureSource
{
    private readonly torch.Tensor input;

    internal TensorSource(torch.Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        this.input = Checked(input);
    }

    /// <inheritdoc/>
    public override int? Count => (int)input.size(0);

    /// <inheritdoc/>
    public override int PreferredBatch => (int)input.size(0);

    /// <inheritdoc/>
    public override IEnumerable<SourceItem> Read(CancellationToken cancellation) => [new TensorItem("tensor", input)];

    private static torch.Tensor Checked(torch.Tensor input)
    {
        var shape = $"[{string.Join(", ", input.shape)}]";
        if (input.dim() != 4 || input.size(1) != 3 || input.numel() == 0)
        {
            throw new SourceException($"A tensor of pictures has the shape [B, 3, H, W]; this one has {shape}.");
        }

        if (!input.is_floating_point())
        {
            throw new SourceException($"A tensor of pictures holds floating point numbers from 0 to 1; this one holds {input.dtype}. Divide bytes by 255: tensor.to(float32) / 255.");
        }

        using var scope = torch.NewDisposeScope();
        var (low, high) = (input.min().SingleValue(), input.max().SingleValue());
        return low >= 0 && high <= 1
            ? input
            : throw new SourceException(FormattableString.Invariant($"A tensor of pictures holds numbers from 0 to 1; those of this one, {shape}, run from {low:G4} to {high:G4}. Divide by 255 what runs to 255."));
    }
}
