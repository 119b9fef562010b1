namespace Yolo.Callbacks.Tests;

/// <summary>A user's callback without.</summary>
public sealed class PlainUserCallback : Callback;
