using Yolo.Engine;
using Yolo.Engine.Validation;

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

    /// <summary>A description of a network that trains in no time: 29 thousand parameters, three levels, every kind of layer that matters to a training.</summary>
    internal string TinyNetwork() => folder.Write("tiny.yaml", """
        nc: 3
        backbone:
          - [-1, 1, Conv, [8, 3, 2]]
          - [-1, 1, Conv, [16, 3, 2]]
          - [-1, 1, C2f, [16, True]]
          - [-1, 1, Conv, [16, 3, 2]]
          - [-1, 1, Conv, [16, 3, 2]]
          - [-1, 1, SPPF, [16, 5]]
          - [-1, 1, Conv, [16, 3, 2]]
        head:
          - [[3, 5, 6], 1, Detect, [nc]]
        """);

    /// <summary>A checkpoint of such a network, untrained.</summary>
    internal string TinyWeights()
    {
        using var model = new YoloModel(TinyNetwork());
        var path = folder.Path("tiny.pt");
        model.Save(path);
        return path;
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
