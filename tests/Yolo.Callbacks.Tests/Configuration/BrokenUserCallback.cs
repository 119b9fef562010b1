namespace Yolo.Callbacks.Tests;

/// <summary>A user's callback that cannot be made.</summary>
public sealed class BrokenUserCallback : Callback
{
    public BrokenUserCallback() => throw new InvalidOperationException("not today");
}
