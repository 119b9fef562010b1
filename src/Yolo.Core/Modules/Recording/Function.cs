namespace Yolo.Modules.Recording;

/// <summary>Functions of one number.</summary>
internal enum Function
{
    Sigmoid,
    Cosine,
    Sine,
}
