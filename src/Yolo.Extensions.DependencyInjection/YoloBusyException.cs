namespace Yolo.Extensions.DependencyInjection;

/// <summary>So many requests wait already that another one is refused: ask again a little later. A web service answers 503 with Retry-After.</summary>
/// <param name="message">How many wait, and which setting says so.</param>
public sealed class YoloBusyException(string message) : Exception(message);
