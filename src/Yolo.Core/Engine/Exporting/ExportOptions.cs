using static TorchSharp.torch;

namespace Yolo.Engine.Exporting;

/// <summary>Settings of an export; the defaults are the reference's.</summary>
public sealed record ExportOptions
{
    /// <summary>The format. Default <see cref="ExportFormat.Onnx"/>, so far the only one. On the command line: <c>format=onnx</c>.</summary>
    public ExportFormat Format { get; init; } = ExportFormat.Onnx;

    /// <summary>Size of the input in pixels, rounded up to the network's stride; null, the default, for the size that the model was trained at, or 640.</summary>
    public ImageSize? ImageSize { get; init; }

    /// <summary>Pictures in a batch. From 1, default 1.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Whether batch, height and width are left open. Default false. With <see cref="Nms"/> the batch stays fixed.</summary>
    public bool Dynamic { get; init; }

    /// <summary>Whether the network computes in half precision; inputs, outputs and the decoding of boxes stay in single. Default false.</summary>
    public bool Half { get; init; }

    /// <summary>Version of ONNX's operators, 12 to 20; null, the default, for 19.</summary>
    public int? Opset { get; init; }

    /// <summary>Whether operations are merged where fewer do the same. Default true; constants and batch norms are folded in any case.</summary>
    public bool Simplify { get; init; } = true;

    /// <summary>Where the network runs during the export; null, the default, for where it is. It returns there.</summary>
    public Device? Device { get; init; }

    /// <summary>Whether suppression is part of the graph. Default false; of no account for end-to-end heads.</summary>
    public bool Nms { get; init; }

    /// <summary>With <see cref="Nms"/>: only objects more probable than this. Range 0 to 1, default 0.25.</summary>
    public double Confidence { get; init; } = 0.25;

    /// <summary>With <see cref="Nms"/>: boxes that overlap a more confident one by more are dropped. Range 0 to 1, default 0.7.</summary>
    public double Iou { get; init; } = 0.7;

    /// <summary>With <see cref="Nms"/>: rows of the output for each picture. From 1, default 300.</summary>
    public int MaximumDetections { get; init; } = 300;

    /// <summary>With <see cref="Nms"/>: whether boxes of different classes suppress each other. Default false.</summary>
    public bool AgnosticNms { get; init; }

    /// <summary>The file to write; null, the default, for the model's own name with the format's ending.</summary>
    public string? File { get; init; }
}
