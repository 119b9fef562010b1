namespace Yolo.Data;

/// <summary>A data set cannot be used: its description, its files or its download is at fault. The message says what, where and how to mend it.</summary>
public sealed class DatasetException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public DatasetException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    public DatasetException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">What went wrong below.</param>
    public DatasetException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
