using Yolo.Data.Augmentations;
using Yolo.Data.Classification;
using Yolo.Data.Labels;

namespace Yolo.Data.Loading;

/// <summary>Where samples come from: pictures with label files, or pictures whose folder is their class.</summary>
internal abstract class SampleSource
{
    /// <summary>Opens the pictures of a part of a data set.</summary>
    /// <param name="labels">The verified pictures.</param>
    /// <param name="imageSize">Longer side of the input in pixels.</param>
    /// <param name="cache">What is kept of decoded pictures.</param>
    /// <param name="recent">Without a cache in memory: how many decoded pictures stay there, because others are mixed of them.</param>
    /// <param name="targets">What batches say about objects.</param>
    /// <exception cref="DatasetException">Pictures of classes cannot be kept on the disk.</exception>
    public static SampleSource Open(LabelledDataset labels, int imageSize, ImageCache cache, int recent, TargetForm targets) => (targets.Labels, cache) switch
    {
        (LabelForm.Folders, ImageCache.Disk) => throw new DatasetException("cache=disk is for data sets with label files; of classes, whose pictures are kept as they are, use cache=ram or none."),
        (LabelForm.Folders, _) => new OfClasses(new FullPictures(labels.Images, keep: cache == ImageCache.Ram)),
        _ => new OfObjects(new ImageStore(labels.Images, imageSize, cache, recent, targets)),
    };

    /// <summary>Makes varied samples.</summary>
    /// <param name="settings">How to vary them.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="window">Partners of a mosaic come from as many samples around its own in the epoch.</param>
    public abstract ISampleMaker Varied(AugmentationSettings settings, long seed, int window);

    /// <summary>Makes samples as they are.</summary>
    public abstract ISampleMaker Plain();

    private sealed class OfObjects(ImageStore store) : SampleSource
    {
        public override ISampleMaker Varied(AugmentationSettings settings, long seed, int window) => new TrainingSamples(store, settings, seed, window);

        public override ISampleMaker Plain() => new ValidationSamples(store);
    }

    private sealed class OfClasses(FullPictures pictures) : SampleSource
    {
        public override ISampleMaker Varied(AugmentationSettings settings, long seed, int window) => new ClassificationTrainingSamples(pictures, settings, seed);

        public override ISampleMaker Plain() => new ClassificationValidationSamples(pictures);
    }
}
