using Yolo.Cli.Display;
using Yolo.Engine;
using Yolo.Engine.Settings;

namespace Yolo.Cli;

/// <summary>Fills the options of a mode from a command line, and says what of it is not as somebody may expect.</summary>
/// <typeparam name="TOptions">The record of the mode.</typeparam>
/// <param name="table">The settings of the mode.</param>
/// <param name="terminal">Where it says so.</param>
internal sealed class Filling<TOptions>(SettingTable<TOptions> table, Terminal terminal)
    where TOptions : class, new()
{
    private readonly List<string> idle = [];

    /// <summary>The options so far.</summary>
    internal TOptions Options { get; set; } = table.CommandLineDefaults;

    /// <summary>The model that was named, or null.</summary>
    internal string? Model { get; private set; }

    /// <summary>The source that was named, or null.</summary>
    internal string? Source { get; private set; }

    /// <summary>Whether progress is shown.</summary>
    internal bool Verbose { get; private set; } = true;

    /// <summary>The settings of models that ONNX Runtime computes.</summary>
    internal OnnxOptions Onnx { get; private set; } = new();

    /// <summary>Those of some options that are not as they are by default, as they would be typed.</summary>
    internal IEnumerable<string> Changed(TOptions options)
    {
        var usual = table.Values(table.CommandLineDefaults);
        return table.Values(options).Where(setting => usual.GetValueOrDefault(setting.Key) != setting.Value).Select(setting => $"{setting.Key}={setting.Value}");
    }

    private ISettingTable Rows => table;

    private bool TakesOnnx => Rows.Mode is ModeSet.Predict or ModeSet.Track or ModeSet.Val;

    /// <summary>Takes all settings.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="own">Takes a setting that is none of the table's, or not in this form; null if there are none.</param>
    /// <exception cref="SettingException">A setting does not exist, or cannot take its value.</exception>
    internal void Take(Arguments arguments, Func<string, string, bool>? own = null)
    {
        foreach (var (key, value) in arguments.Settings)
        {
            if (own?.Invoke(key, value) != true)
            {
                Take(key, value, arguments.IsFromFile(key, value));
            }
        }

        if (idle.Count > 0)
        {
            terminal.Warn($"in {SettingTables.NameOf(Rows.Mode)} {(idle.Count == 1 ? "this changes" : "these change")} nothing: {string.Join(", ", idle.Distinct())}.");
        }
    }

    private void Take(string key, string value, bool isFromFile)
    {
        switch (key)
        {
            case "model": Model = SettingText.Optional(value); break;
            case "source" when Rows.Mode is ModeSet.Predict or ModeSet.Track: Source = SettingText.Optional(value); break;
            case var _ when TakesOnnx && IsOnnx(key, isFromFile): Onnx = OnnxSettings.Table.Apply(Onnx, key, value); break;
            case "verbose": Verbose = Arguments.Flag(key, value, usual: true); break;
            default:
                Warn(key, value, isFromFile);
                Options = table.Apply(Options, key, value, table.CommandLineDefaults);
                break;
        }
    }

    // The data set of a validation names the classes as well; that of a training's file of settings concerns nobody else.
    private bool IsOnnx(string key, bool isFromFile) =>
        !Rows.Has(key) && ((ISettingTable)OnnxSettings.Table).Has(key) && !(isFromFile && ReferenceSettings.Find(key) is not null);

    private void Warn(string key, string value, bool isFromFile)
    {
        if (FormerSettings.Successor(key, value) is { } successor)
        {
            terminal.Warn($"{key} is called {successor.Key} now; {successor.Key}={successor.Value} is taken.");
        }
        else if (!isFromFile && !Rows.Has(key) && ReferenceSettings.Find(key) is { } known && SettingText.Optional(value) is not null && !ReferenceSettings.IsSame(value, known.Usual))
        {
            idle.Add(known is { Modes: ModeSet.None, Reason: { } reason } ? $"{key} ({reason})" : key);
        }

        if (key == "imgsz" && Rows.Mode is (ModeSet.Train or ModeSet.Val) && value.Contains(',', StringComparison.Ordinal))
        {
            terminal.Warn($"imgsz={value}: {SettingTables.NameOf(Rows.Mode)} takes one side; the longer is taken.");
        }
    }
}
