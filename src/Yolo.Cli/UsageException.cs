namespace Yolo.Cli;

/// <summary>The command line cannot be understood: exit status 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
