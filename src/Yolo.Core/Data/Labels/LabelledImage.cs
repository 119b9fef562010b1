namespace Yolo.Data.Labels;

/// <summary>A picture that passed verification, and its objects.</summary>
/// <param name="Path">Absolute path of the picture.</param>
/// <param name="Width">Width in pixels as shown, that is after its EXIF orientation.</param>
/// <param name="Height">Height in pixels as shown.</param>
/// <param name="Objects">Its objects; none for a background.</param>
public sealed record LabelledImage(string Path, int Width, int Height, IReadOnlyList<ObjectLabel> Objects);
