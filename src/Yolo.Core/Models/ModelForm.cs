using Yolo.Geometry;
using Yolo.Modules.Heads;

namespace Yolo.Models;

/// <summary>What a model is for and how it is asked and read, whatever computes it.</summary>
/// <param name="Task">What it is for.</param>
/// <param name="Names">Names of its classes by index.</param>
internal sealed record ModelForm(ModelTask Task, IReadOnlyList<string> Names)
{
    /// <summary>Number of classes.</summary>
    internal int Classes => Names.Count;

    /// <summary>Sides of the input are multiples of this.</summary>
    internal int Stride { get; init; } = 32;

    /// <summary>The only size of the input that it takes, height before width; null if it takes any.</summary>
    internal (int Height, int Width)? OnlySize { get; init; }

    /// <summary>Whether its answer is chosen already, so that no suppression follows.</summary>
    internal bool EndToEnd { get; init; }

    /// <summary>Of pose models: how many points an object has, and of how many numbers.</summary>
    internal KeypointShape Keypoints { get; init; }

    /// <summary>Names of the key points of each class that has them, by the index of the class.</summary>
    internal IReadOnlyDictionary<int, IReadOnlyList<string>> KeypointNames { get; init; } = new Dictionary<int, IReadOnlyList<string>>();

    /// <summary>The form of a network as it is now.</summary>
    internal static ModelForm Of(YoloNetwork network) => new(network.Task, network.Names)
    {
        Stride = Math.Max(32, (int)network.Strides.Max()),
        EndToEnd = network.Head?.EndToEnd ?? false,
        Keypoints = network.Head is PoseHead head ? new(head.Points, head.Dimensions) : default,
        KeypointNames = network.KeypointNames,
    };
}
