using System.Diagnostics;
using System.Globalization;
using Yolo.Data;
using Yolo.Data.Augmentations;
using Yolo.Data.Labels;
using Yolo.Data.Loading;
using Yolo.Data.Shapes;

namespace Yolo.Bench;

/// <summary>How fast samples come, on generated pictures of 640 pixels: what a training step of the same batch must not wait for.</summary>
internal static class LoaderBenchmarks
{
    private const int Batch = 16, Epochs = 3;

    /// <summary>Writes one line a setting: milliseconds a sample in the best epoch.</summary>
    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("yolo-bench-");
        try
        {
            var spec = DatasetSpec.Load(ShapesDataset.Ensure(folder.FullName, new() { ImageSize = 640 }));
            var clock = Stopwatch.StartNew();
            var images = LabelScanner.Scan(ImageList.Collect(spec.Entries(DatasetSplit.Train)), spec.Rules).Images;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"verify {images.Count} pictures: {clock.Elapsed.TotalMilliseconds:0.0} ms"));
            foreach (int workers in new[] { 1, 2 })
            {
                foreach (int size in new[] { 320, 640 })
                {
                    int window = TrainingSamples.WindowFor(Batch, size);
                    Line(output, $"training {size}, decoding, {workers} workers", workers, size, images.Count, () => new TrainingSamples(new(images, size), new(), 0, window));
                    var store = new ImageStore(images, size, ImageCache.Ram);
                    Line(output, $"training {size}, from memory, {workers} workers", workers, size, images.Count, () => new TrainingSamples(store, new AugmentationSettings(), 0));
                    Line(output, $"validation {size}, {workers} workers", workers, size, images.Count, () => new ValidationSamples(new(images, size)));
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Line(TextWriter output, string name, int workers, int size, int count, Func<ISampleMaker> maker)
    {
        double best = double.MaxValue;
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            var loader = new BatchLoader(maker(), workers);
            var clock = Stopwatch.StartNew();
            foreach (var batch in loader.Read(EpochPlan.Shuffled(0, epoch, count, Batch, size)))
            {
                batch.Dispose();
            }

            best = Math.Min(best, clock.Elapsed.TotalMilliseconds / count);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {best:0.00} ms a sample"));
    }
}
