namespace Yolo.Data.Labels;

/// <summary>All that verification learned about one picture; what the label cache keeps.</summary>
/// <param name="Path">Absolute path of the picture.</param>
/// <param name="ImageStamp">The picture file that was read.</param>
/// <param name="LabelStamp">The label file that was read.</param>
/// <param name="Width">Width in pixels, as shown; 0 if unreadable.</param>
/// <param name="Height">Height in pixels, as shown; 0 if unreadable.</param>
/// <param name="LabelFound">Whether there is a label file.</param>
/// <param name="Objects">Its objects; none if a fault is fatal.</param>
/// <param name="Faults">What is wrong.</param>
/// <param name="Duplicates">Rows removed.</param>
internal sealed record VerifiedImage(
    string Path,
    FileStamp ImageStamp,
    FileStamp LabelStamp,
    int Width,
    int Height,
    bool LabelFound,
    IReadOnlyList<ObjectLabel> Objects,
    IReadOnlyList<LabelFault> Faults,
    int Duplicates)
{
    public bool Corrupt => Faults.Any(fault => fault.Fatal);
}
