using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Tests.Engine;

namespace Yolo.Bench;

/// <summary>
/// A long storm: predictions and trainings beside threads that allocate and collect, compared with those of a quiet process. What it counts as
/// failures must be none; the tests hold a shorter one.
/// </summary>
internal static class StormBenchmarks
{
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(10);

    /// <summary>Writes how often what was computed, how many collections there were, and what came out otherwise.</summary>
    public static void Run(TextWriter output)
    {
        if (ValidationBenchmarks.FindShared() is not { } shared)
        {
            output.WriteLine("skipped: the folder 'shared' is not beside the repository.");
            return;
        }

        // Sums of several threads may come in another order each time.
        torch.set_num_threads(1);
        var folder = Directory.CreateTempSubdirectory("yolo-bench-");
        try
        {
            Func<string>[] works = [() => Predict(shared), () => Train(shared, folder.FullName)];
            var quiet = Array.ConvertAll(works, work => work());
            using var storm = new Storm();
            var (clock, rounds, failures) = (Stopwatch.StartNew(), 0, 0);
            for (; clock.Elapsed < Duration; rounds++)
            {
                var outcome = Outcome(works[rounds % works.Length]);
                if (outcome != quiet[rounds % works.Length])
                {
                    failures++;
                    output.WriteLine($"round {rounds.ToString(CultureInfo.InvariantCulture)}: {outcome[..Math.Min(outcome.Length, 200)]}");
                }
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rounds} rounds of 72 predictions or 26 steps, {storm.Collections} collections: {failures} failures"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Outcome(Func<string> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return error.ToString();
        }
    }

    private static string Predict(string shared)
    {
        using var model = new YoloModel(Path.Combine(shared, "weights", "bccd-yolov8n.pt"));
        return string.Concat(model.Predict(Path.Combine(shared, "datasets", "bccd", "images", "test"), new() { ImageSize = 160 }).Select(result => result.ToJson()));
    }

    private static string Train(string shared, string folder)
    {
        using var model = new YoloModel("yolov8n.yaml");
        var losses = new List<float>();
        model.AddCallback("on_train_batch_end", (Trainer trainer) => losses.AddRange(trainer.LossValues));
        model.Train(new()
        {
            Data = Path.Combine(shared, "datasets", "bccd", "bccd.yaml"),
            ImageSize = 64,
            Batch = 16,
            Epochs = 2,
            Pretrained = false,
            Plots = false,
            Save = false,
            Project = folder,
            ExistOk = true,
        });
        return string.Join(' ', losses.Select(loss => loss.ToString("R", CultureInfo.InvariantCulture)));
    }
}
