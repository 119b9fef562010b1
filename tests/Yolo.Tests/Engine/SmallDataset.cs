using Yolo.Engine;

namespace Yolo.Tests.Engine;

/// <summary>A few pictures of blood cells with their labels, in a folder that goes away, and the settings to validate them quickly.</summary>
internal sealed class SmallDataset : IDisposable
{
    private readonly TemporaryFolder folder = new();

    internal SmallDataset(int count)
    {
        foreach (var picture in Directory.EnumerateFiles(Shared.Path("datasets", "bccd", "images", "val")).Order(StringComparer.Ordinal).Take(count))
        {
            var stem = Path.GetFileNameWithoutExtension(picture);
            folder.Write($"images/{Path.GetFileName(picture)}", File.ReadAllBytes(picture));
            folder.Write($"labels/{stem}.txt", File.ReadAllText(Shared.Path("datasets", "bccd", "labels", "val", $"{stem}.txt")));
        }

        Yaml = folder.Write("small.yaml", "path: .\ntrain: images\nval: images\nnames:\n  0: RBC\n  1: WBC\n  2: Platelets");
    }

    /// <summary>Its description.</summary>
    internal string Yaml { get; }

    /// <summary>Its folder.</summary>
    internal string Root => folder.Root;

    /// <summary>Settings for it.</summary>
    internal ValidateOptions Options => new() { Data = Yaml, ImageSize = 192 };

    /// <summary>A model that finds blood cells.</summary>
    internal YoloModel Model() => new(Shared.Path("weights", "bccd-yolov8n.pt"));

    public void Dispose() => folder.Dispose();
}
