using Yolo.Data.Augmentations;
using Yolo.Data.Loading;
using Yolo.Data.Sampling;
using Yolo.Imaging;

namespace Yolo.Data.Classification;

/// <summary>Makes augmented samples of a classification: a random part, flips, a policy or shifts of colour, and a blackened rectangle.</summary>
/// <param name="pictures">The pictures.</param>
/// <param name="settings">How to vary them: scale, flips, auto_augment, the three of colour and erasing are read.</param>
/// <param name="seed">Seed of the run.</param>
internal sealed class ClassificationTrainingSamples(FullPictures pictures, AugmentationSettings settings, long seed) : ISampleMaker
{
    /// <inheritdoc/>
    public TargetForm Targets => FullPictures.Targets;

    /// <inheritdoc/>
    public PreparedSample Make(EpochPlan plan, int position, Image? target = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (width, height) = plan.SizeOf(position / plan.BatchSize);
        int index = plan[position];
        return pictures.Make(index, picture => Vary(picture, width, height, new SampleRandom(seed, plan.Epoch, index)));
    }

    private Image Vary(Image picture, int width, int height, SampleRandom random)
    {
        var varied = RandomResizedCrop.Apply(picture, width, height, 1 - settings.Scale, ref random);
        if (random.Chance(settings.FlipHorizontally))
        {
            varied.FlipHorizontally();
        }

        if (random.Chance(settings.FlipVertically))
        {
            varied.FlipVertically();
        }

        varied = AutomaticAugmentation.Apply(varied, settings.AutoAugment, ref random);
        if (settings.AutoAugment == AutoAugmentPolicy.None)
        {
            ColourJitter.Apply(varied, settings, ref random);
        }

        RandomErasing.Apply(varied, settings.Erasing, ref random);
        return varied;
    }
}
