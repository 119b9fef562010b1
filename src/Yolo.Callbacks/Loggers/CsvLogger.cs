using System.Globalization;
using System.Text;

namespace Yolo.Callbacks;

/// <summary>Writes one row an epoch: <c>epoch</c> (from 1) and the logs. Where an epoch does not log a name, its field is empty; a name that comes later is a new column.</summary>
/// <remarks>The engine writes <c>results.csv</c> by itself, with six digits; this one has all of them, and also <c>loss</c>, <c>val_loss</c> and <c>fitness</c>. A failure is reported once and never stops training.</remarks>
public sealed class CsvLogger() : Callback(CallbackPriority.Late, ExceptionPolicy.WarnOnce, Ranks.Zero)
{
    private List<string> _columns = [];

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
        _columns = [];
        var path = RunPaths.ResolveForWriting(Training, Path);
        if (Append && File.Exists(path))
        {
            using var reader = new StreamReader(path);
            _columns = [.. Names(reader.ReadLine() ?? string.Empty).Skip(1)];
        }
        else
        {
            File.Delete(path);
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        var path = RunPaths.Resolve(Training, Path);
        string[] added = [.. logs.Keys.Except(_columns)];
        if (added.Length > 0 || !File.Exists(path))
        {
            Widen(path, added);
        }

        using var writer = new StreamWriter(path, append: true) { NewLine = "\n" };
        var values = _columns.Select(name => logs.TryGetValue(name, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : string.Empty);
        writer.WriteLine(string.Join(Separator, values.Prepend((epoch + 1).ToString(CultureInfo.InvariantCulture))));
    }

    // The rows that are there have nothing in new columns. The file appears under its name only when it is whole.
    private void Widen(string path, string[] added)
    {
        List<string> columns = [.. _columns, .. added];
        var rows = File.Exists(path) ? File.ReadLines(path).Skip(1).Select(row => row + new string(Separator, added.Length)) : [];
        var unfinished = path + ".tmp";
        File.WriteAllText(unfinished, string.Concat(rows.Prepend(string.Join(Separator, columns.Prepend("epoch").Select(Quote))).Select(line => line + "\n")));
        File.Move(unfinished, path, overwrite: true);
        _columns = columns;
    }

    private string Quote(string name) =>
        name.Contains(Separator, StringComparison.Ordinal) || name.Contains('"', StringComparison.Ordinal) ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;

    private List<string> Names(string header)
    {
        var (names, name, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < header.Length; i++)
        {
            if (header[i] == '"')
            {
                // A doubled one within quotes is one of the name.
                isQuoted = !isQuoted;
                if (isQuoted && i > 0 && header[i - 1] == '"')
                {
                    name.Append('"');
                }
            }
            else if (header[i] == Separator && !isQuoted)
            {
                names.Add(name.ToString());
                name.Clear();
            }
            else
            {
                name.Append(header[i]);
            }
        }

        return [.. names, name.ToString()];
    }
}
