namespace Yolo.Callbacks.Tests;

/// <summary>A user's callback with options.</summary>
public sealed class UserCallback(IReadOnlyDictionary<string, string> options) : Callback
{
    public IReadOnlyDictionary<string, string> Options => options;
}
