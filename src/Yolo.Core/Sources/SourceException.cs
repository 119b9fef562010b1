namespace Yolo.Sources;

/// <summary>A source of pictures that is not there or cannot be read.</summary>
public sealed class SourceException : IOException
{
    /// <summary>An empty message; use the other constructors.</summary>
    public SourceException()
    {
    }

    /// <summary>Says what is missing and where it was looked for.</summary>
    public SourceException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is missing and where it was looked for, with the error behind it.</summary>
    public SourceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
