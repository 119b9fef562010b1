namespace Yolo.Engine.Distributed;

/// <summary>Something ended the run on another rank, so it ends here, too.</summary>
/// <param name="message">Which rank, on which host, and what happened there.</param>
public sealed class RankFailedException(string message) : Exception(message);
