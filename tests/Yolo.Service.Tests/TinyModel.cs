using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Imaging;
using Yolo.Models;
using Yolo.Tests.Engine;

namespace Yolo.Service.Tests;

/// <summary>A small network of random weights, as a checkpoint and as an exported file, and pictures for it. Random boxes are enough to compare answers by, if unsure ones count.</summary>
internal sealed class TinyModel : IDisposable
{
    private readonly TemporaryFolder folder = new();

    internal TinyModel()
    {
        using var model = new YoloModel(folder.Write("tiny.yaml", TinyNetwork.Describe(ModelTask.Detect)));
        Checkpoint = folder.Path("tiny.pt");
        model.Save(Checkpoint);
        using var saved = new YoloModel(Checkpoint);
        Exported = saved.Export(new ExportOptions { ImageSize = 64, Dynamic = true, File = folder.Path("tiny.onnx") });
    }

    /// <summary>So unsure that random weights find something.</summary>
    internal const double Confidence = 1e-6;

    internal string Checkpoint { get; }

    internal string Exported { get; }

    /// <summary>The content of a picture file, another for each number.</summary>
    internal static byte[] Picture(int number, int width = 96, int height = 64)
    {
        var image = new Image(width, height);
        image.Fill(new Rgb((byte)(40 * (number % 6)), 90, 200));
        for (var y = 16; y < 48; y++)
        {
            image.Row(y)[(16 * Image.Channels)..(48 * Image.Channels)].Fill((byte)(20 * number));
        }

        return image.Encode(ImageFormat.Png);
    }

    internal string Path(params string[] parts) => folder.Path(parts);

    public void Dispose() => folder.Dispose();
}
