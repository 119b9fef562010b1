using Yolo.Data;
using Yolo.Data.Labels;
using Yolo.Data.Loading;
using Yolo.Data.Sampling;
using Yolo.Engine.Settings;

namespace Yolo.Engine.Validation;

/// <summary>A part of a data set made ready for validation: verified, in batches, each with the size of its input. It can be read many times.</summary>
public sealed class ValidationData
{
    private readonly SampleSource source;
    private readonly ValidateOptions options;
    private readonly int imageSize;
    private readonly int stride;
    private readonly (int Height, int Width)? onlySize;
    private readonly int workers;

    /// <summary>Plans the batches of verified pictures.</summary>
    /// <param name="spec">The data set.</param>
    /// <param name="labels">The pictures and labels; those of unwanted classes are left out here.</param>
    /// <param name="options">Split, batch, rect, classes and workers are read.</param>
    /// <param name="imageSize">Longer side of the input in pixels, a multiple of the stride.</param>
    /// <param name="stride">The greatest stride of the network, at least 32.</param>
    /// <param name="cache">What is kept of decoded pictures from one reading to the next; default none.</param>
    /// <exception cref="SettingException">Classes are chosen that do not exist, or all are one.</exception>
    internal ValidationData(DatasetSpec spec, LabelledDataset labels, ValidateOptions options, int imageSize, int stride, ImageCache cache = ImageCache.None)
        : this(spec, labels, options, imageSize, stride, cache, onlySize: null)
    {
    }

    private ValidationData(DatasetSpec spec, LabelledDataset labels, ValidateOptions options, int imageSize, int stride, ImageCache cache, (int Height, int Width)? onlySize)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(options);

        ClassFilter.Require(options.Classes, spec.ClassCount);

        // Where classes are folders the reference reads none of the three.
        var isFolders = spec.Labels == LabelForm.Folders;
        if (options is { Classes: not null, SingleClass: true } && !isFolders)
        {
            throw new SettingException("classes cannot be chosen where all objects count as one class, by single_cls or because the model was trained so. Leave classes out.");
        }

        Spec = spec;
        Split = options.Split;
        Labels = ClassFilter.Apply(options.Classes, spec, labels);
        Warnings = Labels.HasObjects ? [] : [labels.HasObjects
            ? $"{spec.File}: no picture of the split '{SplitName}' shows an object of the classes {string.Join(", ", options.Classes!)}: all metrics are 0."
            : $"{spec.File}: the pictures of the split '{SplitName}' have no labels: all metrics are 0. {MissingLabels.Explain(labels.Images[0].Path)}"];
        source = SampleSource.Open(Labels, imageSize, cache, recent: 1, TargetForm.For(spec, options.OverlapMask, options.MaskRatio));
        (this.options, this.imageSize, this.stride, this.onlySize) = (options with { Rect = options.Rect && !isFolders && onlySize is null }, imageSize, stride, onlySize);
        Plan = MakePlan();
        workers = Math.Min(Environment.ProcessorCount, options.Workers);
    }

    private ValidationData(ValidationData other, int batch)
    {
        (Spec, Split, Labels, Warnings) = (other.Spec, other.Split, other.Labels, other.Warnings);
        (source, imageSize, stride, onlySize, workers) = (other.source, other.imageSize, other.stride, other.onlySize, other.workers);
        options = other.options with { Batch = batch };
        Plan = MakePlan();
    }

    /// <summary>The data set.</summary>
    public DatasetSpec Spec { get; }

    /// <summary>Which part of it.</summary>
    public DatasetSplit Split { get; }

    /// <summary>The verified pictures, their labels, and what verification had to say.</summary>
    public LabelledDataset Labels { get; }

    /// <summary>Why the outcome says nothing, in whole sentences; empty, as a rule.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Which pictures come in which batch.</summary>
    internal EpochPlan Plan { get; }

    /// <summary>Whether the split is one of COCO's own, whose category numbers have gaps.</summary>
    internal bool IsCoco => Spec.Entries(Split).Any(entry =>
        entry.Contains("coco", StringComparison.Ordinal) && Path.GetFileName(entry) is "val2017.txt" or "test-dev2017.txt");

    private string SplitName => Split.ToString().ToLowerInvariant();

    /// <summary>Verifies a part of a data set.</summary>
    /// <exception cref="DatasetException">The data set is faulty, has no such split, or no usable picture.</exception>
    internal static ValidationData Load(DatasetSpec spec, ValidateOptions options, int imageSize, int stride, ImageCache cache, CancellationToken cancellation, (int Height, int Width)? onlySize = null)
    {
        var labels = spec.Scan(options.Split, cancellation: cancellation);
        return new(spec, labels, options, imageSize, stride, cache, onlySize);
    }

    /// <summary>Reads some of the batches, which are those of the whole, in order, ahead of the one who uses them. The reader disposes each.</summary>
    /// <param name="first">The first, from 0.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="DatasetException">A picture cannot be decoded.</exception>
    internal IEnumerable<SampleBatch> Read(int first, int count, CancellationToken cancellation) =>
        new BatchLoader(new SharedSamples(source.Plain(), Plan), workers).Read(Plan.Part(first, count), 0, cancellation);

    /// <summary>The same pictures, with what is kept of them, in batches of another size.</summary>
    internal ValidationData WithBatch(int batch) => new(this, batch);

    private EpochPlan MakePlan() => options.Rect
        ? EpochPlan.Rectangular(0, RectangularBatches.Plan([.. Labels.Images.Select(image => (image.Width, image.Height))], options.Batch, imageSize, stride, RectangularBatches.ValidationPad))
        : EpochPlan.Sequential(0, Labels.Images.Count, options.Batch, onlySize is var (height, width) ? (width, height) : (imageSize, imageSize));

    /// <summary>What is known about a picture.</summary>
    /// <param name="index">Its position in the data set.</param>
    internal LabelledImage Describe(int index) => Labels.Images[index];
}
