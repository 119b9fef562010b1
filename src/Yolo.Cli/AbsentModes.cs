namespace Yolo.Cli;

/// <summary>Modes of the reference that are not there: said to whom types them, with what to do instead.</summary>
internal static class AbsentModes
{
    private static readonly Dictionary<string, string> Instead = new(StringComparer.Ordinal)
    {
        ["tune"] = "hyperparameters are not searched for; 'yolo train' takes them as settings",
        ["solutions"] = "it has no counterpart; 'yolo predict' with save_txt or save_json writes what was found",
        ["hub"] = "there is no service to log in to; models and data sets are files",
        ["login"] = "there is no service to log in to; models and data sets are files",
        ["logout"] = "there is no service to log out of; models and data sets are files",
    };

    /// <summary>All names.</summary>
    internal static IEnumerable<string> Names => Instead.Keys;

    /// <summary>Whether the reference has a mode of this name, and the command has not.</summary>
    internal static bool Has(string mode) => Instead.ContainsKey(mode);

    /// <summary>Throws if a mode is one of them.</summary>
    /// <exception cref="UsageException">It is; the message says what to do instead.</exception>
    internal static void Refuse(string? mode)
    {
        if (mode is not null && Instead.TryGetValue(mode, out var instead))
        {
            throw new UsageException($"'yolo {mode}' is not offered: {instead}.");
        }
    }
}
