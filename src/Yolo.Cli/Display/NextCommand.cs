namespace Yolo.Cli.Display;

/// <summary>Commands as people would type them next.</summary>
internal static class NextCommand
{
    // The script yolo says how it was called; elsewhere the command is on the path.
    private const string Variable = "YOLO_COMMAND";

    private const string Harmless = "/._-+=:,%@";

    /// <summary>A command line.</summary>
    /// <param name="words">The words after <c>yolo</c>; those that a shell would take apart are put in quotation marks.</param>
    internal static string Of(params ReadOnlySpan<string> words)
    {
        var command = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } called ? Quoted(called) : "yolo";
        foreach (var word in words)
        {
            command += " " + Quoted(word);
        }

        return command;
    }

    private static string Quoted(string word)
    {
        if (word.All(letter => char.IsLetterOrDigit(letter) || Harmless.Contains(letter, StringComparison.Ordinal) || (OperatingSystem.IsWindows() && letter == '\\')))
        {
            return word;
        }

        return OperatingSystem.IsWindows() ? $"\"{word}\"" : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }
}
