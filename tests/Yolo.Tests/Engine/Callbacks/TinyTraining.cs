using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Imaging;

namespace Yolo.Tests.Engine.Callbacks;

/// <summary>A network of a few thousand weights and a few generated pictures, to train in a second.</summary>
internal sealed class TinyTraining : IDisposable
{
    private const string Network = """
        nc: 3
        backbone:
          - [-1, 1, Conv, [8, 3, 2]]
          - [-1, 1, Conv, [16, 3, 2]]
          - [-1, 1, Conv, [16, 3, 2]]
          - [-1, 1, C2f, [16, True]]
          - [-1, 1, Conv, [16, 3, 2]]
          - [-1, 1, Conv, [16, 3, 2]]
        head:
          - [[3, 4, 5], 1, Detect, [nc]]
        """;

    private readonly TemporaryFolder folder = new();

    internal TinyTraining(int train = 8, int val = 6)
    {
        Write("train", train);
        Write("val", val);
        Yaml = folder.Write("data.yaml", "path: .\ntrain: images/train\nval: images/val\nnames: [red, green, blue]");
        Spec = folder.Write("tiny.yaml", Network);
    }

    internal string Root => folder.Root;

    /// <summary>The data set.</summary>
    internal string Yaml { get; }

    /// <summary>The network's description.</summary>
    internal string Spec { get; }

    internal string ValPictures => Path("images", "val");

    /// <summary>Two batches an epoch, a change of the weights at each.</summary>
    internal TrainOptions Options => new()
    {
        Data = Yaml,
        Epochs = 1,
        Batch = 4,
        NominalBatch = 4,
        ImageSize = 64,
        Optimizer = "SGD",
        Workers = 1,
        Plots = false,
        Project = Path("runs"),
    };

    internal string Path(params string[] parts) => folder.Path(parts);

    internal YoloModel Model() => new(Spec);

    public void Dispose() => folder.Dispose();

    private void Write(string split, int count)
    {
        Directory.CreateDirectory(Path("images", split));
        for (var i = 0; i < count; i++)
        {
            var image = new Image(64, 64);
            image.Fill(new Rgb((byte)(40 * (i % 6)), 90, 200));
            for (var y = 16; y < 48; y++)
            {
                image.Row(y)[(16 * Image.Channels)..(48 * Image.Channels)].Fill((byte)(20 * i));
            }

            image.Save(Path("images", split, $"{i}.png"));
            folder.Write($"labels/{split}/{i}.txt", $"{i % 3} 0.5 0.5 0.5 0.5\n");
        }
    }
}
