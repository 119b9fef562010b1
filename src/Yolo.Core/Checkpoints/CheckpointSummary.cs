using Yolo.Checkpoints.Pickle;

namespace Yolo.Checkpoints;

/// <summary>What a checkpoint says about itself. Whatever it does not say is null or empty.</summary>
internal sealed record CheckpointSummary
{
    /// <summary>Where the weights were found.</summary>
    public CheckpointWeights Weights { get; init; }

    /// <summary>Class names by number.</summary>
    public IReadOnlyDictionary<int, string> Names { get; init; } = new Dictionary<int, string>();

    /// <summary>Names of key points by the number of their class.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>> KeypointNames { get; init; } = new Dictionary<int, IReadOnlyList<string>>();

    /// <summary>The number of classes: as the model says, else as its YAML says, else the number of names.</summary>
    public int? ClassCount { get; init; }

    /// <summary>Input pixels per cell of each level of the head, finest first.</summary>
    public IReadOnlyList<float> Strides { get; init; } = [];

    /// <summary>One of detect, segment, pose, obb, classify: as the file says, else guessed from the head.</summary>
    public string? Task { get; init; }

    /// <summary>The architecture as the model's YAML gave it, scale and class count applied.</summary>
    public PickleDictionary? Yaml { get; init; }

    /// <summary>The settings that it was trained with.</summary>
    public PickleDictionary? TrainArguments { get; init; }

    /// <summary>The last metrics by name.</summary>
    public PickleDictionary? TrainMetrics { get; init; }

    /// <summary>The columns of <c>results.csv</c>, each a list.</summary>
    public PickleDictionary? TrainResults { get; init; }

    /// <summary>Where the program that saved it came from: root, branch, commit, origin.</summary>
    public PickleDictionary? Git { get; init; }

    /// <summary>The licence of the weights.</summary>
    public string? License { get; init; }

    /// <summary>The address of documentation.</summary>
    public string? Documentation { get; init; }

    /// <summary>Entries of its top level that are none of the reference's nor of this program, as the file holds them; see <see cref="PickleObject"/>.</summary>
    public IReadOnlyDictionary<string, object?> Others { get; init; } = new Dictionary<string, object?>();

    /// <summary>The last epoch, from 0; −1 for a finished training.</summary>
    public int? Epoch { get; init; }

    /// <summary>When it was saved, as ISO text.</summary>
    public string? Date { get; init; }

    /// <summary>The version of the program that saved it.</summary>
    public string? Version { get; init; }

    /// <summary>The program that trained it, where that is not the reference: "Yolo for .NET 0.1.0".</summary>
    public string? TrainedBy { get; init; }

    /// <summary>Classes and functions that the pickle names outside PyTorch's and Ultralytics' modules. None was loaded or called.</summary>
    public IReadOnlyList<string> UnknownClasses { get; init; } = [];
}
