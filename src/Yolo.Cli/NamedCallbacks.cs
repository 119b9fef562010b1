using System.Globalization;
using Yolo.Callbacks;
using Yolo.Cli.Display;
using Yolo.Engine;
using Yolo.Engine.Settings;

namespace Yolo.Cli;

/// <summary>
/// The callbacks that a command line names, for one run: <c>callbacks=jsonl,tensorboard,path/to/My.dll:My.Namespace.MyCallback</c>, with options as
/// <c>callbacks.mlflow.uri=…</c>.
/// </summary>
internal sealed class NamedCallbacks : IDisposable
{
    private const string Key = "callbacks";

    // What is written into a run's folder before it was interrupted stays there when it goes on.
    private static readonly string[] Appending = ["jsonl", "csv"];

    private readonly IReadOnlyList<Callback> callbacks;
    private CallbackRegistry? scope;

    private NamedCallbacks(IReadOnlyList<Callback> callbacks) => this.callbacks = callbacks;

    /// <summary>Makes the callbacks, and takes their settings from the command line.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="rest">The command line without them.</param>
    /// <exception cref="CallbackConfigurationException">Something cannot be made; the message says what, and what was probably meant.</exception>
    internal static NamedCallbacks Take(Arguments arguments, out Arguments rest)
    {
        var names = arguments.Settings.Where(setting => setting.Key == Key).SelectMany(setting => setting.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in arguments.Settings.Where(setting => IsOption(setting.Key)))
        {
            options[key] = value;
        }

        if (arguments.Settings.Any(setting => setting.Key == "resume" && Resumes(setting.Value)))
        {
            foreach (var name in Appending.Where(names.Contains))
            {
                options.TryAdd($"{Key}.{name}.append", "true");
            }
        }

        rest = arguments with { Settings = [.. arguments.Settings.Where(setting => setting.Key != Key && !IsOption(setting.Key))] };
        return new(CallbackConfiguration.Create(string.Join(',', names), options));
    }

    /// <summary>Adds them to the model's callbacks for one run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="terminal">For what goes wrong in a callback without ending the run.</param>
    /// <returns>What the run raises its events in; it ends with this object.</returns>
    /// <exception cref="UsageException">Two of them cannot work side by side.</exception>
    internal CallbackRegistry Open(YoloModel model, Terminal terminal)
    {
        model.Callbacks.Settings.Warn = warning => terminal.Warn(warning.ToString());
        try
        {
            return scope = model.Callbacks.CreateScope(callbacks);
        }
        catch (InvalidOperationException error)
        {
            throw new UsageException(error.Message);
        }
    }

    /// <summary>Says what each of them took, if there are any.</summary>
    internal void Report(Terminal terminal)
    {
        var named = callbacks.Select(callback => callback.Name).ToHashSet(StringComparer.Ordinal);
        var rows = (scope?.Times() ?? []).Where(time => named.Contains(time.Name)).GroupBy(time => time.Name, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Calls: group.Sum(time => time.Calls), Milliseconds: group.Sum(time => time.Total.TotalMilliseconds)))
            .OrderByDescending(row => row.Milliseconds)
            .ToList();
        if (rows.Count == 0)
        {
            return;
        }

        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{"Callback",-24}{"Calls",10}{"Time",14}{"a call",12}"));
        foreach (var (name, calls, milliseconds) in rows)
        {
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{name,-24}{calls,10}{milliseconds,12:F1}ms{milliseconds / calls,10:F3}ms"));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        scope?.Dispose();
        foreach (var callback in callbacks.OfType<IDisposable>())
        {
            callback.Dispose();
        }
    }

    private static bool Resumes(string value) => SettingText.Optional(value) is { } text && (!SettingText.IsFlag(text) || SettingText.Flag("resume", text));

    private static bool IsOption(string key) => key.StartsWith(Key + ".", StringComparison.Ordinal);
}
