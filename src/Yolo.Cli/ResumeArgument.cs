using Yolo.Engine.Settings;

namespace Yolo.Cli;

/// <summary>The setting <c>resume</c>: true for the last run, a checkpoint, or the folder of a run.</summary>
internal static class ResumeArgument
{
    private const string Last = "last.pt";

    /// <summary>Takes the setting where it names a place; false where it is true, false or nothing.</summary>
    /// <param name="value">As it was written.</param>
    /// <param name="checkpoint">The checkpoint to go on from.</param>
    /// <exception cref="SettingException">There is none at that place.</exception>
    internal static bool TryTake(string value, ref string? checkpoint)
    {
        if (SettingText.Optional(value) is not { } place || SettingText.IsFlag(place))
        {
            checkpoint = null;
            return false;
        }

        if (Path.GetExtension(place) is ".yaml" or ".yml")
        {
            throw new SettingException($"resume={place}: a checkpoint is wanted, such as a run's {Last}, or its folder; its settings alone are repeated by cfg={place}.");
        }

        string[] candidates = [place, Path.Combine(place, "weights", Last), Path.Combine(place, Last)];
        checkpoint = candidates.FirstOrDefault(File.Exists) ?? throw new SettingException(
            Directory.Exists(place)
                ? $"resume={place}: the folder has no weights/{Last}; name that of a run, or its {Last}."
                : $"resume={place}: there is no such checkpoint, nor a run's folder of that name.");
        return true;
    }

    /// <summary>Of all runs in this folder the one that was written to last.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    internal static string LatestRun()
    {
        var runs = Directory.Exists("runs")
            ? FolderWalk.Files("runs").Where(file => Path.GetFileName(file) == Last).OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault()
            : null;
        return runs ?? throw new SettingException($"There is no run to resume: below runs/ is no {Last}. Say which: resume=path/to/{Last}");
    }
}
