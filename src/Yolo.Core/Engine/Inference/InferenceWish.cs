using TorchSharp;

namespace Yolo.Engine.Inference;

/// <summary>What a run asks of that which computes.</summary>
/// <param name="Device">Where; null for where the network is.</param>
/// <param name="Half">Whether in 16 bits; a network that is in 16 bits stays so.</param>
internal sealed record InferenceWish(torch.Device? Device, bool Half)
{
    /// <summary>What computes. Default: libtorch, for runs that need the network.</summary>
    internal EngineKind Engine { get; init; } = EngineKind.Torch;

    /// <summary>Whether another engine will do as well, should this one not be able to. Default false.</summary>
    internal bool IsEasy { get; init; }

    /// <summary>Whether each picture is looked at in three sizes.</summary>
    internal bool Augment { get; init; }

    /// <summary>Whether the answers have what the head saw at each anchor point, by which trackers tell objects apart.</summary>
    internal bool Appearances { get; init; }

    /// <summary>How many pictures there will be; null where nobody knows, as of a camera.</summary>
    internal int? Pictures { get; init; }
}
