using TorchSharp;
using Yolo.Data;
using Yolo.Data.Labels;
using Yolo.Data.Loading;
using Yolo.Data.Sampling;
using Yolo.Engine.Distributed;

namespace Yolo.Engine.Training;

/// <summary>The pictures of a training: verified, and ready to be read, varied, in batches. What an epoch gives depends on seed and epoch alone.</summary>
public sealed class TrainingData : IDisposable
{
    private readonly TrainOptions options;
    private readonly SampleSource source;
    private readonly RectangularBatches? rectangles;
    private readonly EpochPlan first;
    private readonly int workers;
    private readonly int imageSize;
    private readonly int stride;
    private (int Epoch, bool Mixing, LoaderRun? Run)? begun;

    private TrainingData(DatasetSpec spec, LabelledDataset labels, TrainOptions options, int imageSize, int stride, World ranks)
    {
        var isMirrored = options.Augmentation is { FlipHorizontally: > 0 } or { FlipVertically: > 0 };
        (Spec, this.options, this.imageSize, this.stride, Ranks) = (spec, options, imageSize, stride, ranks);
        Labels = !(Targets.ForbidsFlips && isMirrored) ? labels : labels with
        {
            Notices = [.. labels.Notices, $"{spec.File}: 'flip_idx' is missing, so that nobody knows which key point becomes which in a mirror: fliplr and flipud do nothing."],
        };
        source = Open();
        rectangles = Rectangles();
        first = Plan(0);
        workers = Math.Min(options.Workers, Math.Max(1, MostWorkers(options.Device) / ranks.LocalSize));
    }

    private TrainingData(TrainingData other, int batch)
    {
        (Spec, Labels, options, imageSize, stride) = (other.Spec, other.Labels, other.options with { Batch = batch }, other.imageSize, other.stride);
        (workers, Ranks) = (other.workers, other.Ranks);
        source = options.Cache == ImageCache.None ? Open() : other.source;
        rectangles = Rectangles();
        first = Plan(0);
    }

    /// <summary>What the data set consists of.</summary>
    public DatasetSpec Spec { get; }

    /// <summary>The training pictures, their labels, and what verification had to say.</summary>
    public LabelledDataset Labels { get; }

    private TargetForm Targets => TargetForm.For(Spec, options.OverlapMask, options.MaskRatio);

    /// <summary>Batches of an epoch.</summary>
    public int Batches => first.Batches;

    /// <summary>With whom the pictures of each batch are shared.</summary>
    internal World Ranks { get; }

    /// <summary>Pictures of a batch, on all ranks.</summary>
    /// <param name="batch">Its number, from 0.</param>
    internal int CountOf(int batch) => first.CountOf(batch);

    /// <summary>Verifies the training pictures of a data set.</summary>
    /// <param name="spec">The data set.</param>
    /// <param name="options">Batch, rect, cache, fraction, classes, seed, workers and augmentation are read.</param>
    /// <param name="imageSize">Side of the input in pixels, a multiple of the stride.</param>
    /// <param name="stride">The greatest stride of the network, at least 32.</param>
    /// <param name="ranks">With whom the pictures of each batch are shared.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DatasetException">The data set is faulty, or has no usable picture.</exception>
    internal static TrainingData Load(DatasetSpec spec, TrainOptions options, int imageSize, int stride, World ranks, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(options);

        ClassFilter.Require(options.Classes, spec.ClassCount);

        // Where classes are folders the reference does not read the setting.
        options = spec.Labels == LabelForm.Folders ? options with { Rect = false } : options;
        var scanned = spec.Scan(DatasetSplit.Train, options.Fraction, cancellation);
        var labels = ClassFilter.Apply(options.Classes, spec, scanned);
        if (labels.HasObjects)
        {
            return new(spec, labels, options, imageSize, stride, ranks);
        }

        throw new DatasetException(scanned.HasObjects
            ? $"{spec.File}: no picture of the split 'train' shows an object of the classes {string.Join(", ", options.Classes!)}, so that there is nothing to learn."
            : $"{spec.File}: the pictures of the split 'train' have no labels, so that there is nothing to learn. {MissingLabels.Explain(scanned.Images[0].Path)}");
    }

    /// <summary>The same pictures, with what is kept of them, in batches of another size. Disposing one leaves the other as it is.</summary>
    internal TrainingData WithBatch(int batch) => new(this, batch);

    /// <summary>Reads an epoch, ahead of the one who uses it. The reader disposes each batch.</summary>
    /// <param name="epoch">Epoch, from 0.</param>
    /// <param name="firstBatch">Where to begin, from 0.</param>
    /// <param name="mixing">Whether pictures may be mixed: mosaic, mixup, cutmix, copy-paste.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="DatasetException">A picture cannot be decoded.</exception>
    internal IEnumerable<SampleBatch> Read(int epoch, int firstBatch, bool mixing, CancellationToken cancellation = default)
    {
        using var run = firstBatch == 0 ? TakeBegun(epoch, mixing) : null;
        foreach (var batch in run?.Batches(cancellation) ?? Loader(epoch, mixing).Read(SharedPlan(epoch), firstBatch, cancellation))
        {
            yield return batch;
        }
    }

    /// <summary>
    /// Lets the workers make the first batches of an epoch that is to be read next, in the time that the end of the one before it takes. Reading another
    /// is allowed: what was begun in vain is thrown away.
    /// </summary>
    /// <param name="epoch">Epoch, from 0.</param>
    /// <param name="mixing">Whether pictures may be mixed.</param>
    internal void Begin(int epoch, bool mixing)
    {
        DropBegun();
        begun = (epoch, mixing, Loader(epoch, mixing).Begin(SharedPlan(epoch)));
    }

    /// <summary>Stops what was begun and not read. The run's to do.</summary>
    void IDisposable.Dispose() => DropBegun();

    private void DropBegun()
    {
        begun?.Run?.Dispose();
        begun = null;
    }

    private LoaderRun? TakeBegun(int epoch, bool mixing)
    {
        if (begun is not { } next || (next.Epoch, next.Mixing) != (epoch, mixing))
        {
            DropBegun();
            return null;
        }

        begun = null;
        return next.Run;
    }

    // Whoever makes a sample, it is the same: a rank makes those of its part as they stand in the whole.
    private BatchLoader Loader(int epoch, bool mixing)
    {
        var augmentation = options.Rect ? options.Augmentation.ForRectangles() : options.Augmentation;
        var samples = source.Varied(mixing ? augmentation : augmentation.WithoutMixing(), options.Seed, TrainingSamples.WindowFor(options.Batch, imageSize));
        return new(Ranks.HasOthers ? new SharedSamples(samples, Plan(epoch)) : samples, workers);
    }

    private EpochPlan SharedPlan(int epoch) => Ranks.HasOthers ? Plan(epoch).Share(Ranks.Rank, Ranks.Size) : Plan(epoch);

    private SampleSource Open() =>
        SampleSource.Open(Labels, imageSize, options.Cache, Math.Max(options.Batch, TrainingSamples.WindowFor(options.Batch, imageSize)), Targets);

    private RectangularBatches? Rectangles() => options.Rect
        ? RectangularBatches.Plan([.. Labels.Images.Select(image => (image.Width, image.Height))], options.Batch, imageSize, stride, RectangularBatches.TrainingPad)
        : null;

    private EpochPlan Plan(int epoch) => rectangles is null
        ? EpochPlan.Shuffled(options.Seed, epoch, Labels.Images.Count, options.Batch, imageSize)
        : EpochPlan.Rectangular(epoch, rectangles);

    // Where the processor trains, libtorch's threads wait for each other after every layer, and a worker in the way of one holds up all: two workers on two cores
    // make an epoch a fifth longer than one.
    private static int MostWorkers(torch.Device? device) =>
        device?.type == DeviceType.CUDA ? Environment.ProcessorCount : Math.Max(1, Environment.ProcessorCount / 2);
}
