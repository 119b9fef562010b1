using Yolo.Data.Augmentations;
using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Data.Loading;

/// <summary>Makes augmented samples.</summary>
/// <param name="store">The pictures.</param>
/// <param name="settings">How to vary them.</param>
/// <param name="seed">Seed of the run.</param>
/// <param name="window">Partners of a mosaic come from as many samples around its own in the epoch. Default: from all.</param>
internal sealed class TrainingSamples(ImageStore store, AugmentationSettings settings, long seed, int window = int.MaxValue) : ISampleMaker
{
    private readonly AugmentationSettings settings = store.Targets.ForbidsFlips ? settings.WithoutFlips() : settings;

    /// <inheritdoc/>
    public TargetForm Targets => store.Targets;

    /// <summary>The reference's number of pictures to choose partners from, cut to what fits into a quarter of a gigabyte.</summary>
    /// <param name="batchSize">Samples of a batch.</param>
    /// <param name="imageSize">Pixels of the longer side.</param>
    /// <returns>At least one batch.</returns>
    public static int WindowFor(int batchSize, int imageSize) =>
        Math.Max(batchSize, (int)Math.Min(Math.Min(8L * batchSize, 1000), (256L << 20) / (3L * imageSize * imageSize)));

    /// <inheritdoc/>
    public PreparedSample Make(EpochPlan plan, int position, Image? target = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        int index = plan[position];
        var random = new SampleRandom(seed, plan.Epoch, index);
        var place = new Place(plan, position, plan.SizeOf(position / plan.BatchSize));
        var sample = Warped(index, place, ref random, target);
        if (random.Chance(settings.MixUp))
        {
            MixUp.Apply(sample, Warped(random.NextInt(plan.Count), place, ref random), ref random);
        }

        if (random.Chance(settings.CutMix))
        {
            CutMix.Apply(sample, Warped(random.NextInt(plan.Count), place, ref random), ref random);
        }

        ColourAugmentation.Apply(sample, settings, ref random);
        RandomFlip.Apply(sample, settings, ref random, Targets.FlipIndices);
        ChannelSwap.Apply(sample, settings, ref random);
        return new(index, sample, default);
    }

    /// <summary>Mosaic, copy-paste and perspective: what a partner of mixup goes through as well.</summary>
    private Sample Warped(int index, in Place place, ref SampleRandom random, Image? target = null)
    {
        var sample = Perspective(index, place, ref random, target);
        if (settings is { CopyPaste: > 0, CopyPasteMode: CopyPasteMode.MixUp })
        {
            CopyPaste.From(sample, Perspective(random.NextInt(place.Plan.Count), place, ref random), settings.CopyPaste);
        }

        return sample;
    }

    private Sample Perspective(int index, in Place place, ref SampleRandom random, Image? target = null)
    {
        bool mosaic = random.Chance(settings.Mosaic);
        var sample = mosaic ? MosaicOf(index, place, ref random) : store.Load(index);
        if (settings is { CopyPaste: > 0, CopyPasteMode: CopyPasteMode.Flip })
        {
            CopyPaste.FromMirror(sample, settings.CopyPaste);
        }

        if (!mosaic)
        {
            SampleLetterbox.Apply(sample, place.Size.Width, place.Size.Height, enlarge: true);
        }

        RandomPerspective.Apply(sample, place.Size.Width, place.Size.Height, settings, ref random, target);
        return sample;
    }

    private Sample MosaicOf(int index, in Place place, ref SampleRandom random)
    {
        var parts = new Sample[settings.MosaicPictures];
        parts[0] = store.Load(index);
        for (int part = 1; part < parts.Length; part++)
        {
            parts[part] = store.Load(place.Plan.Partner(place.Position, window, ref random));
        }

        return parts.Length == 4 ? Mosaic.OfFour(parts, store.ImageSize, ref random) : Mosaic.OfNine(parts, store.ImageSize);
    }

    private readonly record struct Place(EpochPlan Plan, int Position, (int Width, int Height) Size);
}
