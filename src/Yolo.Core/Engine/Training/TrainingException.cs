namespace Yolo.Engine;

/// <summary>A training cannot go on.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>Makes an exception.</summary>
    public TrainingException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What is wrong, where, and how to mend it.</param>
    public TrainingException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What is wrong, where, and how to mend it.</param>
    /// <param name="innerException">The cause.</param>
    public TrainingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
