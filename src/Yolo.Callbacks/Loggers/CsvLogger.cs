using System.Globalization;

namespace Yolo.Callbacks;

/// <summary>Writes one row an epoch: <c>epoch</c> (from 1) and the logs. The first epoch's names are the columns; a value that is missing later stays empty.</summary>
/// <remarks>The engine writes <c>results.csv</c> by itself, with fixed columns; this one also holds what callbacks put into the logs. A failure is reported once and never stops training.</remarks>
public sealed class CsvLogger() : Callback(CallbackPriority.Late, ExceptionPolicy.WarnOnce, Ranks.Zero)
{
    private string[]? _columns;

    /// <summary>The file, .csv or .tsv, below the run directory when relative. Default <c>log.csv</c>.</summary>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    public string Path { get; init => field = RunPaths.WithEnding(value, ".csv", ".tsv"); } = "log.csv";

    /// <summary>Between two values. Default a comma.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Adds rows to an existing file instead of replacing it, for resumed runs. Default false.</summary>
    public bool Append { get; init; }

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        _columns = null;
        var path = RunPaths.ResolveForWriting(Training, Path);
        if (Append && File.Exists(path))
        {
            using var reader = new StreamReader(path);
            _columns = reader.ReadLine()?.Split(Separator)[1..];
        }
        else
        {
            File.Delete(path);
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        using var writer = new StreamWriter(RunPaths.Resolve(Training, Path), append: true) { NewLine = "\n" };
        if (_columns is null)
        {
            _columns = [.. logs.Keys];
            writer.WriteLine(string.Join(Separator, _columns.Prepend("epoch").Select(Quote)));
        }

        var values = _columns.Select(name => logs.TryGetValue(name, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : string.Empty);
        writer.WriteLine(string.Join(Separator, values.Prepend((epoch + 1).ToString(CultureInfo.InvariantCulture))));
    }

    private string Quote(string name) => name.Contains(Separator, StringComparison.Ordinal) ? $"\"{name}\"" : name;
}
