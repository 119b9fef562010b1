namespace Yolo.Data.Augmentations;

/// <summary>How the pictures of a classification are varied beside crops and flips.</summary>
public enum AutoAugmentPolicy
{
    /// <summary>By shifts of brightness, contrast, saturation and hue alone, as far as hsv_v, hsv_s and hsv_h allow.</summary>
    None,

    /// <summary>Two operations at random, of one strength.</summary>
    RandAugment,

    /// <summary>One of the 25 pairs of operations that were found on ImageNet.</summary>
    AutoAugment,

    /// <summary>The picture blended with three chains of weak operations.</summary>
    AugMix,
}
