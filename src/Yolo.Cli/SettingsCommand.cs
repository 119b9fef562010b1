using Yolo.Data;
using Yolo.Engine;
using Yolo.Engine.Inference;

namespace Yolo.Cli;

/// <summary><c>yolo settings</c>: where things are kept. Nothing of it is stored, so nothing can be set.</summary>
internal static class SettingsCommand
{
    internal static int Run(Arguments arguments, TextWriter output)
    {
        if (arguments.Settings.Count > 0)
        {
            throw new UsageException($"'yolo settings' sets nothing, for nothing is stored between runs; it says where things are kept. What {arguments.Settings[0].Key} is to be stands in the line of the run, or in a file that cfg=FILE reads.");
        }

        output.WriteLine($"datasets_dir  {Path.GetFullPath(DatasetOptions.Default.DatasetsFolder)}");
        output.WriteLine($"weights_dir   {Path.GetFullPath(WeightFinder.DefaultFolder)}");
        output.WriteLine($"runs_dir      {Path.GetFullPath("runs")}");
        output.WriteLine($"graphs_dir    {Graphs()}");
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
