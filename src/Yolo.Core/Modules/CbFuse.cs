using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Adds to its last input one part of each other input, resized to it.</summary>
/// <param name="parts">Which part of each input but the last.</param>
/// <param name="channels">Channels of the parts of each input but the last.</param>
public sealed class CbFuse(IReadOnlyList<int> parts, IReadOnlyList<IReadOnlyList<int>> channels) : nn.Module<Tensor[], Tensor>("CBFuse")
{
    /// <summary>Which part of each input but the last.</summary>
    internal IReadOnlyList<int> Parts => parts;

    /// <inheritdoc/>
    public override Tensor forward(Tensor[] input)
    {
        var target = input[^1];
        Tensor? sum = null;
        for (var i = 0; i < parts.Count; i++)
        {
            using var part = Operations.Narrow(input[i], 1, channels[i].Take(parts[i]).Sum(), channels[i][parts[i]]);
            using var resized = Operations.ResizeLike(part, target); // [B, C, H, W] of the target
            using var before = sum;
            sum = Operations.Add(before ?? target, resized);
        }

        return sum ?? Operations.Alias(target);
    }

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
    }
}
