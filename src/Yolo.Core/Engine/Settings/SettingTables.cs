using Yolo.Engine.Benchmarking;
using Yolo.Engine.Exporting;
using Yolo.Engine.Prediction;
using Yolo.Engine.Tracking;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;

namespace Yolo.Engine.Settings;

/// <summary>The tables of all modes.</summary>
internal static class SettingTables
{
    /// <summary>The tables.</summary>
    internal static IReadOnlyList<ISettingTable> All => [TrainSettings.Table, ValidateSettings.Table, PredictSettings.Table, TrackSettings.Table, ExportSettings.Table, BenchmarkSettings.Table];

    /// <summary>The table of a mode; null if it has none.</summary>
    /// <param name="mode">As the command line names it, such as "train".</param>
    internal static ISettingTable? Find(string? mode) => All.FirstOrDefault(table => string.Equals(NameOf(table.Mode), mode, StringComparison.Ordinal));

    /// <summary>What a mode is called on the command line.</summary>
    internal static string NameOf(ModeSet mode) => mode.ToString().ToLowerInvariant();

    /// <summary>Whether a setting of any mode, or of the reference, today or formerly, is true or false.</summary>
    internal static bool IsFlag(string key) => FormerSettings.NameToday(key) is { } successor ? IsFlag(successor)
        : ReferenceSettings.Find(key)?.IsFlag == true || All.SelectMany(table => table.Rows).Any(row => row.Key == key && (row.Usual is "true" or "false"));
}
