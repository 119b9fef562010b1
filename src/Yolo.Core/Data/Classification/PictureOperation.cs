namespace Yolo.Data.Classification;

/// <summary>What the policies of automatic augmentation do to a picture.</summary>
internal enum PictureOperation
{
    Identity,
    ShearX,
    ShearY,
    TranslateX,
    TranslateY,
    Rotate,
    Brightness,
    Color,
    Contrast,
    Sharpness,
    Posterize,
    Solarize,
    AutoContrast,
    Equalize,
    Invert,
}
