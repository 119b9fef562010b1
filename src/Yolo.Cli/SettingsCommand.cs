using Yolo.Cli.Display;
using Yolo.Data;
using Yolo.Engine;
using Yolo.Engine.Inference;

namespace Yolo.Cli;

/// <summary><c>yolo settings</c>: where things are kept. Nothing of it is stored, so nothing can be set.</summary>
internal static class SettingsCommand
{
    private const int Width = 14;

    internal static int Run(Arguments arguments, Terminal terminal)
    {
        if (arguments.Settings.Count > 0)
        {
            throw new UsageException($"'yolo settings' sets nothing, for nothing is stored between runs; it says where things are kept. What {arguments.Settings[0].Key} is to be stands in the line of the run, or in a file that cfg=FILE reads.");
        }

        terminal.Entry("datasets_dir", Width, Path.GetFullPath(DatasetOptions.Default.DatasetsFolder));
        terminal.Entry("weights_dir", Width, Path.GetFullPath(WeightFinder.DefaultFolder));
        terminal.Entry("runs_dir", Width, Path.GetFullPath("runs"));
        terminal.Entry("graphs_dir", Width, Graphs());
        return 0;
    }

    private static string Graphs()
    {
        try
        {
            var folder = new DirectoryInfo(GraphCache.Folder);
            return folder.Exists ? FormattableString.Invariant($"{folder.FullName} ({folder.EnumerateFiles().Sum(file => file.Length) / 1e6:F1} MB, may be deleted)") : folder.FullName;
        }
        catch (DirectoryNotFoundException error)
        {
            return $"none: {error.Message}";
        }
    }
}
