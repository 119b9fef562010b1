using System.Text.Json;
using Yolo.Imaging;
using Yolo.Results;

namespace Yolo.Engine.Prediction;

/// <summary>
/// Writes what a prediction asks for into its folder: drawn pictures and videos, label files, crops, predictions.json, metrics.json, args.yaml.
/// Drawing and encoding happen on threads of its own, on copies, so that nobody's later changes show.
/// </summary>
internal sealed class PredictionWriter(string directory, PredictOptions options, ProcessorTurns turns) : IDisposable
{
    private const int MostWorkers = 4;

    private readonly RecordFile? records = options.SaveJson ? new RecordFile(Path.Combine(directory, "predictions.json")) : null;
    private readonly UniqueNames stems = new();
    private readonly BufferPool<byte> buffers = new();
    private readonly Dictionary<int, VideoOutput> videos = [];
    private WriteQueue? pictures;
    private WriteQueue? frames;

    private bool NeedsThreads => options.Save || options.SaveTxt || options.SaveCrop || options.SaveFrames;

    /// <summary>Writes what belongs to one picture, as it is now.</summary>
    internal void Write(Result result)
    {
        records?.Add(result.Summary());
        if (!NeedsThreads)
        {
            return;
        }

        var snapshot = result.Snapshot(buffers.Take(result.OriginalImage.Pixels.Length));
        if (snapshot.Frame is { } frame)
        {
            var video = VideoOf(snapshot, frame.Video);
            frames ??= new WriteQueue(workers: 1);
            frames.Add(() => Use(snapshot, video.Write));
        }
        else
        {
            var stem = stems.Take(StemOf(snapshot));
            pictures ??= new WriteQueue(Math.Clamp(Environment.ProcessorCount / 2, 1, MostWorkers));
            pictures.Add(() => Use(snapshot, own => WritePicture(own, stem)));
        }
    }

    /// <summary>Waits until all that was given is written.</summary>
    internal void Flush()
    {
        pictures?.Flush();
        frames?.Flush();
    }

    /// <summary>Writes what belongs to the whole run.</summary>
    internal void Finish(Predictor predictor)
    {
        Flush();
        foreach (var video in videos.Values)
        {
            video.Finish();
        }

        records?.Finish();
        var speed = predictor.TotalSpeed / Math.Max(1, predictor.Seen);
        var metrics = new
        {
            images = predictor.Seen,
            failed = predictor.Failures.Count,
            speed = new { preprocess = speed.Preprocess, inference = speed.Inference, postprocess = speed.Postprocess },
        };
        AtomicFile.WriteAllText(Path.Combine(directory, "metrics.json"), JsonSerializer.Serialize(metrics));
        (options with { ImageSize = predictor.ImageSize, Device = predictor.Model.Device }).WriteArguments(Path.Combine(directory, "args.yaml"), predictor.Model);
    }

    /// <summary>A run that was abandoned half-way keeps what it has found and drawn.</summary>
    public void Dispose()
    {
        pictures?.Dispose();
        frames?.Dispose();
        foreach (var video in videos.Values)
        {
            video.Dispose();
        }

        records?.Dispose();
    }

    private void Use(Result snapshot, Action<Result> write)
    {
        write(snapshot);
        if (ImageMemory.BufferOf(snapshot.OriginalImage) is { } buffer)
        {
            buffers.Return(buffer);
        }
    }

    // The drawing comes last: it is done on the snapshot's own picture.
    private void WritePicture(Result result, string stem)
    {
        using var turn = turns.Beside();
        if (options.SaveTxt)
        {
            result.SaveTxt(Path.Combine(directory, "labels", stem + ".txt"), options.SaveConfidence);
        }

        if (options.SaveCrop)
        {
            result.SaveCrop(Path.Combine(directory, "crops"), stem);
        }

        if (options.Save)
        {
            result.PlotInPlace(options.Plot).Save(Path.Combine(directory, stem + ".jpg"));
        }
    }

    private VideoOutput VideoOf(Result result, int index)
    {
        if (!videos.TryGetValue(index, out var video))
        {
            videos.Add(index, video = new VideoOutput(directory, stems.TakeSeries(StemOf(result)), options));
        }

        return video;
    }

    // Addresses and cameras have names that are none of files.
    private static string StemOf(Result result)
    {
        var name = Path.GetFileNameWithoutExtension(result.Path.TrimEnd('/'));
        var safe = string.Join('_', name.Split(Path.GetInvalidFileNameChars()).Where(part => part.Length > 0));
        return safe.Length > 0 ? safe : "picture";
    }
}
