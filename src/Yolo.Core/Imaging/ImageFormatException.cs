namespace Yolo.Imaging;

/// <summary>A picture could not be read or written: unknown format, truncated or corrupt data, or a size that is refused.</summary>
/// <remarks>The message says which picture it is, what is wrong with it and what to do about it.</remarks>
public sealed class ImageFormatException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public ImageFormatException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and how to mend it.</param>
    public ImageFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and how to mend it.</param>
    /// <param name="innerException">What the codec reported.</param>
    public ImageFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
