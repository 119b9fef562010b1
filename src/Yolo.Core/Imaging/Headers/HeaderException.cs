namespace Yolo.Imaging.Headers;

/// <summary>A header contradicts its format; <see cref="HeaderParser"/> adds the name of the picture.</summary>
internal sealed class HeaderException(string message) : Exception(message);
