namespace Yolo.Callbacks;

/// <summary>Callbacks that were asked for by name cannot be made: an unknown name or option, a value that does not fit, a class that cannot be loaded.</summary>
public sealed class CallbackConfigurationException : ArgumentException
{
    internal CallbackConfigurationException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
