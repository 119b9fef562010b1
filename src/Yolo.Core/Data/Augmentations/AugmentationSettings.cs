namespace Yolo.Data.Augmentations;

/// <summary>How training pictures are varied. Probabilities and shares lie in [0, 1].</summary>
public sealed record AugmentationSettings
{
    /// <summary>Nothing is varied.</summary>
    public static AugmentationSettings None { get; } = new()
    {
        HsvHue = 0,
        HsvSaturation = 0,
        HsvValue = 0,
        Translate = 0,
        Scale = 0,
        FlipHorizontally = 0,
        Mosaic = 0,
        AutoAugment = AutoAugmentPolicy.None,
        Erasing = 0,
    };

    /// <summary>Greatest shift of the hue, as a share of the colour circle (hsv_h). Default 0.015.</summary>
    public double HsvHue { get; init; } = 0.015;

    /// <summary>Greatest change of the saturation, as a share (hsv_s). Default 0.7.</summary>
    public double HsvSaturation { get; init; } = 0.7;

    /// <summary>Greatest change of the brightness, as a share (hsv_v). Default 0.4.</summary>
    public double HsvValue { get; init; } = 0.4;

    /// <summary>Greatest rotation in degrees, either way (degrees). Default 0.</summary>
    public double Degrees { get; init; }

    /// <summary>Greatest move as a share of the picture's sides (translate). Default 0.1.</summary>
    public double Translate { get; init; } = 0.1;

    /// <summary>Greatest change of the size, as a share (scale). Default 0.5.</summary>
    public double Scale { get; init; } = 0.5;

    /// <summary>Greatest shear in degrees, along both axes (shear). Default 0.</summary>
    public double Shear { get; init; }

    /// <summary>Greatest perspective coefficient, useful up to 0.001 (perspective). Default 0.</summary>
    public double Perspective { get; init; }

    /// <summary>Probability of turning upside down (flipud). Default 0.</summary>
    public double FlipVertically { get; init; }

    /// <summary>Probability of mirroring left and right (fliplr). Default 0.5.</summary>
    public double FlipHorizontally { get; init; } = 0.5;

    /// <summary>Probability of exchanging red and blue (bgr). Default 0.</summary>
    public double Bgr { get; init; }

    /// <summary>Probability of a mosaic (mosaic). Default 1.</summary>
    public double Mosaic { get; init; } = 1;

    /// <summary>Pictures of a mosaic: 4 or 9. Default 4.</summary>
    public int MosaicPictures { get; init; } = 4;

    /// <summary>Probability of blending with a second picture (mixup). Default 0.</summary>
    public double MixUp { get; init; }

    /// <summary>Probability of pasting a rectangle of a second picture (cutmix). Default 0.</summary>
    public double CutMix { get; init; }

    /// <summary>Share of the outlined objects to copy (copy_paste); needs polygons. Default 0.</summary>
    public double CopyPaste { get; init; }

    /// <summary>Where copies come from (copy_paste_mode). Default <see cref="CopyPasteMode.Flip"/>.</summary>
    public CopyPasteMode CopyPasteMode { get; init; }

    /// <summary>Classification: how pictures are varied beside crops and flips (auto_augment). Default <see cref="AutoAugmentPolicy.RandAugment"/>.</summary>
    public AutoAugmentPolicy AutoAugment { get; init; } = AutoAugmentPolicy.RandAugment;

    /// <summary>Classification: probability of blackening a rectangle (erasing). Default 0.4.</summary>
    public double Erasing { get; init; } = 0.4;

    /// <summary>The settings of the last epochs: one picture a sample.</summary>
    /// <returns>The same without mosaic, mixup, cutmix and copy-paste.</returns>
    internal AugmentationSettings WithoutMixing() => this with { Mosaic = 0, MixUp = 0, CutMix = 0, CopyPaste = 0 };

    /// <summary>The settings for key points of which nobody knows what they become in a mirror.</summary>
    /// <returns>The same without flips.</returns>
    internal AugmentationSettings WithoutFlips() => this with { FlipVertically = 0, FlipHorizontally = 0 };

    /// <summary>The settings for batches of like shape, which a mosaic would break.</summary>
    /// <returns>The same without mosaic, mixup and cutmix.</returns>
    internal AugmentationSettings ForRectangles() => this with { Mosaic = 0, MixUp = 0, CutMix = 0 };
}
