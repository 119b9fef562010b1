using System.Text.Json;
using Yolo.Engine.Distributed;
using Yolo.Imaging;
using Yolo.Results;
using Yolo.Sources;

namespace Yolo.Engine.Prediction;

/// <summary>
/// Writes what a prediction asks for into its folder: drawn pictures and videos, label files, crops, predictions.json, metrics.json, args.yaml.
/// Drawing and encoding happen on threads of its own, on copies, so that nobody's later changes show. Of several ranks each writes what belongs to its
/// pictures and videos, and rank 0 what belongs to the whole.
/// </summary>
/// <param name="directory">The folder.</param>
/// <param name="options">What is asked for.</param>
/// <param name="turns">Who computes when.</param>
/// <param name="world">The ranks.</param>
/// <param name="before">What lower ranks look at, whose names are not free.</param>
internal sealed class PredictionWriter(string directory, PredictOptions options, ProcessorTurns turns, World world, IReadOnlyList<SourceUnit> before) : IDisposable
{
    private const int MostWorkers = 4;

    private readonly RecordFile? records = options.SaveJson ? RecordFile.In(directory, world.Rank) : null;
    private readonly UniqueNames stems = Taken(before);
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
            var stem = stems.Take(StemOf(snapshot.Path));
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

        records?.Unite(world);
        if (world.IsFirst)
        {
            WriteSummary(predictor);
        }

        // When the run ends all of its files are there.
        world.Barrier();
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

    // As the names of pictures that are there would be; which of the same name could not be read, is not known here.
    private static UniqueNames Taken(IReadOnlyList<SourceUnit> units)
    {
        var names = new UniqueNames();
        foreach (var unit in units)
        {
            _ = unit.IsSeries ? names.TakeSeries(StemOf(unit.Path)) : names.Take(StemOf(unit.Path));
        }

        return names;
    }

    private void WriteSummary(Predictor predictor)
    {
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
            videos.Add(index, video = new VideoOutput(directory, stems.TakeSeries(StemOf(result.Path)), options));
        }

        return video;
    }

    // Addresses and cameras have names that are none of files.
    private static string StemOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path.TrimEnd('/'));
        var safe = string.Join('_', name.Split(Path.GetInvalidFileNameChars()).Where(part => part.Length > 0));
        return safe.Length > 0 ? safe : "picture";
    }
}
