namespace Yolo;

/// <summary>What is wrong with a file, for messages that have named it already.</summary>
internal static class FileReason
{
    /// <summary>An error's message without the file's name in front.</summary>
    /// <param name="path">The file.</param>
    /// <param name="error">What was thrown when it was read.</param>
    internal static string Of(string path, Exception error)
    {
        var named = $"{path}: ";
        return error.Message.StartsWith(named, StringComparison.Ordinal) ? error.Message[named.Length..] : error.Message;
    }
}
