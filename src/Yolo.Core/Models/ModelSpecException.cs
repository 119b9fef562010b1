namespace Yolo.Models;

/// <summary>The description of a network is wrong. The message says what, in which file, line and block, and how to mend it.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">The cause, if another error was.</param>
public sealed class ModelSpecException(string message, Exception? inner = null) : Exception(message, inner);
