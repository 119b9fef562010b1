namespace Yolo.Callbacks;

/// <summary>Makes a built-in callback from text.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Options">Its options.</param>
/// <param name="Make">Makes it.</param>
internal sealed record BuiltInFactory(string Name, IReadOnlyList<string> Options, Func<CallbackOptionReader, Callback> Make);
