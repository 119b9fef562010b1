using System.Globalization;
using Yolo.Cli.Display;
using Yolo.Engine.Benchmarking;
using Yolo.Engine.Settings;
using Yolo.Engine.Validation;

namespace Yolo.Cli;

/// <summary><c>yolo benchmark model=… data=…</c>: compares the forms of a model, prints the table and adds it to benchmarks.log.</summary>
internal static class BenchmarkCommand
{
    private const string Log = "benchmarks.log";

    internal static int Run(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        using var callbacks = NamedCallbacks.Take(arguments, out var rest);
        var filling = new Filling<BenchmarkOptions>(BenchmarkSettings.Table, terminal);
        var (strict, floor) = (false, (double?)null);
        filling.Take(rest, (key, value) => key == "verbose" && TakeVerbose(value, out strict, out floor));
        var options = filling.Options with { Strict = strict, Floor = floor };
        using var model = ModelArgument.LoadTrained(filling.Model, arguments.Task, options.Device, terminal);
        DatasetArgument.Fetch(options.Data, model, terminal, cancellation);
        RunHeader.Show(terminal, "benchmark", model, filling.Changed(options), options.Device);
        var benchmark = new Benchmark(model, options) { Callbacks = callbacks.Open(model, terminal), Progress = new Printer(terminal), Work = terminal };
        using var following = terminal.IsScreen ? model.AddCallback("on_val_batch_end", (Validator live) => terminal.Report(ValidateCommand.ProgressOf(live))) : null;
        terminal.WhenInterrupted = "stopping after this batch. Ctrl-C again ends it at once.";
        BenchmarkReport? report = null;
        try
        {
            report = benchmark.Run(cancellation);
        }
        catch (BenchmarkException error) when (error.Report is not null)
        {
            report = error.Report;
            throw;
        }
        finally
        {
            Show(report, terminal);
        }

        callbacks.Report(terminal);
        return report.Rows.Any(row => row.Failure is not null) ? 1 : 0;
    }

    // True: the first failure ends the run. A number: that, and every metric must exceed it.
    private static bool TakeVerbose(string value, out bool strict, out double? floor)
    {
        floor = null;
        if (SettingText.Optional(value) is { } text && !SettingText.IsFlag(text))
        {
            (strict, floor) = (true, SettingText.Share("verbose", text));
            return true;
        }

        strict = Arguments.Flag("verbose", value, usual: false);
        return true;
    }

    private static void Show(BenchmarkReport? report, Terminal terminal)
    {
        terminal.Done();
        if (report is null)
        {
            return;
        }

        string[] lines = ["", .. report.Table()];
        if (terminal.IsScreen)
        {
            BenchmarkTable.Show(terminal, report);
        }
        else
        {
            foreach (var line in lines)
            {
                terminal.Line(line);
            }
        }

        terminal.Line($"Results saved to {report.SaveDirectory}");
        try
        {
            File.AppendAllLines(Log, lines);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            terminal.Warn($"the table was not added to {Log} in this folder: {error.Message}");
        }
    }

    private sealed class Printer(Terminal terminal) : IProgress<BenchmarkRow>
    {
        public void Report(BenchmarkRow value)
        {
            if (value.Failure is not null)
            {
                terminal.Complain($"ERROR ❌ Benchmark failure for {value.Format}: {value.Failure}");
                return;
            }

            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{value.Format}: {value.Metric:F4}, {value.Milliseconds:F2} ms a picture"));
        }
    }
}
