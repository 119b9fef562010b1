namespace Yolo.Export;

/// <summary>A network or setting that cannot be exported. The message says which, and what would do.</summary>
public sealed class ExportException : Exception
{
    /// <summary>An empty message; use the other constructors.</summary>
    public ExportException()
    {
    }

    /// <summary>Says what is wrong and how to mend it.</summary>
    public ExportException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong and how to mend it, with the error behind it.</summary>
    public ExportException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
