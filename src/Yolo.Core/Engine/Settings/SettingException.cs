namespace Yolo.Engine.Settings;

/// <summary>A setting that does not exist, or a value that it cannot take. The message says which, why, and what would do.</summary>
public sealed class SettingException : ArgumentException
{
    /// <summary>An empty message; use the other constructors.</summary>
    public SettingException()
    {
    }

    /// <summary>Says what is wrong and how to mend it.</summary>
    public SettingException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong and how to mend it, with the error behind it.</summary>
    public SettingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
