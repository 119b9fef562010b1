using Yolo.Imaging;

namespace Yolo.Sources;

/// <summary>A picture that is decoded when it is needed, by any thread.</summary>
/// <param name="Path">Where it comes from.</param>
/// <param name="Decode">Decodes it; throws <see cref="ImageFormatException"/> or <see cref="IOException"/> if it cannot.</param>
public sealed record PictureItem(string Path, Func<Image> Decode) : SourceItem(Path);
