namespace Yolo.Engine;

/// <summary>A model that cannot be loaded: no such file, weights that do not fit, a device that is not there.</summary>
public sealed class ModelLoadException : Exception
{
    /// <summary>An empty message; use the other constructors.</summary>
    public ModelLoadException()
    {
    }

    /// <summary>Says what is wrong and how to mend it.</summary>
    public ModelLoadException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong and how to mend it, with the error behind it.</summary>
    public ModelLoadException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
