using System.Text;
using Yolo.Geometry;

namespace Yolo.Data;

/// <summary>A data set of the reference's documentation: how it is laid out, what its classes are called, and the archive that it comes in.</summary>
/// <param name="Name">Its name, which is mostly its folder's and its archive's, too.</param>
/// <param name="Classes">Names of its classes.</param>
internal sealed record PublicDataset(string Name, IReadOnlyList<string> Classes)
{
    /// <summary>Folder of the training pictures.</summary>
    internal string Train { get; init; } = "images/train";

    /// <summary>Folder of the validation pictures.</summary>
    internal string Val { get; init; } = "images/val";

    /// <summary>Folder of the test pictures; null if it has none.</summary>
    internal string? Test { get; init; }

    /// <summary>Key points of each object; null unless it is a pose data set.</summary>
    internal KeypointShape? Keypoints { get; init; }

    /// <summary>For each key point the one it becomes in a mirror.</summary>
    internal IReadOnlyList<int> FlipIndices { get; init; } = [];

    /// <summary>Its folder.</summary>
    internal string Folder { get; init; } = Name;

    /// <summary>The archive below the address of all of them.</summary>
    internal string Archive => $"{Folder}.zip";

    /// <summary>SHA-256 of the archive as 64 hexadecimal digits, where it is known.</summary>
    internal string? Sha256 { get; init; }

    /// <summary>The description as a YAML file.</summary>
    /// <param name="assets">The address that archives are found below.</param>
    internal string ToYaml(Uri assets)
    {
        var text = new StringBuilder($"path: {Folder}\ntrain: {Train}\nval: {Val}\n");
        if (Test is not null)
        {
            text.Append($"test: {Test}\n");
        }

        if (Keypoints is { } points)
        {
            text.Append(FormattableString.Invariant($"kpt_shape: [{points.Count}, {points.Dimensions}]\n"));
        }

        if (FlipIndices.Count > 0)
        {
            text.Append(FormattableString.Invariant($"flip_idx: [{string.Join(", ", FlipIndices)}]\n"));
        }

        text.Append("names:\n");
        foreach (var (index, name) in Classes.Index())
        {
            text.Append(FormattableString.Invariant($"  {index}: {name}\n"));
        }

        return text.Append($"download: {new Uri(assets, Archive)}\n").ToString();
    }
}
