using Yolo.Callbacks;

namespace Yolo.Tests.Cli;

/// <summary>A class as users write it, named on the command line.</summary>
public sealed class AnnouncingCallback(IReadOnlyDictionary<string, string> options) : Callback
{
    /// <summary>What was announced.</summary>
    public static List<string> Heard { get; } = [];

    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (options["colour"] == FormattableString.Invariant($"fail {epoch}"))
        {
            throw new InvalidOperationException("as it was told");
        }

        Heard.Add(FormattableString.Invariant($"{options["colour"]} {epoch}"));
    }
}
