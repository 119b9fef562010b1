using System.Globalization;

namespace Yolo.Callbacks;

/// <summary>
/// Writes an event file that TensorBoard reads: scalars, images, histograms, text and hyperparameters. The callback <see cref="TensorBoard"/> uses it; it works by itself as well.
/// Not thread-safe.
/// </summary>
internal sealed class TensorBoardWriter : IDisposable
{
    private static int _files;

    private readonly FileStream _stream;
    private readonly TfRecordWriter _records;
    private readonly TimeProvider _clock;

    /// <summary>Creates an event file.</summary>
    /// <param name="directory">The directory, one a run; it is created.</param>
    /// <param name="clock">Gives the wall times; null: the system's clock.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public TensorBoardWriter(string directory, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        _clock = clock ?? TimeProvider.System;
        Directory.CreateDirectory(directory);
        var seconds = _clock.GetUtcNow().ToUnixTimeSeconds();
        var name = string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{seconds:D10}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref _files)}");
        FilePath = Path.Combine(directory, name);
        _stream = new(FilePath, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 65536);
        _records = new(_stream);
        Write(Event(0).Text(3, "brain.Event:2"));
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>Adds a point to a curve.</summary>
    /// <param name="tag">The curve; slashes make groups.</param>
    /// <param name="value">The value; NaN and infinities are kept.</param>
    /// <param name="step">Its place on the axis: an epoch or a batch.</param>
    public void AddScalar(string tag, double value, long step) => AddValue(step, Value(tag).Single(2, (float)value));

    /// <summary>Adds an image.</summary>
    /// <param name="tag">The image's name.</param>
    /// <param name="encoded">The content of a PNG or JPEG file.</param>
    /// <param name="step">An epoch or a batch.</param>
    /// <exception cref="InvalidDataException">The content is neither.</exception>
    public void AddImage(string tag, ReadOnlySpan<byte> encoded, long step)
    {
        var (width, height) = ImageSize.Read(encoded);
        var image = new ProtoWriter().Integer(1, height).Integer(2, width).Integer(3, 3).Bytes(4, encoded);
        AddValue(step, Value(tag).Message(4, image));
    }

    /// <summary>Adds the distribution of values. Adds nothing when no value is finite.</summary>
    /// <param name="tag">The histogram's name.</param>
    /// <param name="values">The values; NaN and infinities are left out.</param>
    /// <param name="step">An epoch or a batch.</param>
    public void AddHistogram(string tag, ReadOnlySpan<float> values, long step)
    {
        if (Histogram.Of(values) is not { } histogram)
        {
            return;
        }

        var message = new ProtoWriter()
            .Double(1, histogram.Minimum)
            .Double(2, histogram.Maximum)
            .Double(3, histogram.Count)
            .Double(4, histogram.Sum)
            .Double(5, histogram.SumOfSquares)
            .PackedDoubles(6, histogram.BucketLimits)
            .PackedDoubles(7, histogram.Counts);
        AddValue(step, Value(tag).Message(5, message));
    }

    /// <summary>Adds text, shown as Markdown.</summary>
    /// <param name="tag">The text's name.</param>
    /// <param name="markdown">The text.</param>
    /// <param name="step">An epoch or a batch.</param>
    public void AddText(string tag, string markdown, long step)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        const int StringType = 7;
        var shape = new ProtoWriter().Message(2, new ProtoWriter().Integer(1, 1));
        var tensor = new ProtoWriter().Integer(1, StringType).Message(2, shape).Text(8, markdown);
        AddValue(step, Value(tag).Message(8, tensor).Message(9, Metadata("text", new ProtoWriter().Integer(1, 0))));
    }

    /// <summary>Adds hyperparameters and says which curves judge them. Once a run, before the curves.</summary>
    /// <param name="values">Hyperparameters by name. What reads as a number is one.</param>
    /// <param name="metrics">Tags of curves.</param>
    public void AddHyperparameters(IReadOnlyDictionary<string, string> values, IEnumerable<string> metrics)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(metrics);
        var now = WallTime();
        AddHyperparameterRecord("_hparams_/experiment", HyperparameterMessages.Experiment(values, metrics, now));
        AddHyperparameterRecord("_hparams_/session_start_info", HyperparameterMessages.SessionStart(values, now));
    }

    /// <summary>Says how the run with the hyperparameters ended.</summary>
    /// <param name="succeeded">Whether it ended by itself.</param>
    public void EndHyperparameters(bool succeeded) => AddHyperparameterRecord("_hparams_/session_end_info", HyperparameterMessages.SessionEnd(succeeded, WallTime()));

    /// <summary>Hands everything to the operating system, so that TensorBoard sees it.</summary>
    public void Flush() => _stream.Flush();

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();

    private static ProtoWriter Value(string tag)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tag);
        return new ProtoWriter().Text(1, tag);
    }

    private static ProtoWriter Metadata(string plugin, ProtoWriter content) =>
        new ProtoWriter().Message(1, new ProtoWriter().Text(1, plugin).Message(2, content));

    private void AddHyperparameterRecord(string tag, ProtoWriter content) => AddValue(0, Value(tag).Message(9, Metadata("hparams", content)));

    private void AddValue(long step, ProtoWriter value) => Write(Event(step).Message(5, new ProtoWriter().Message(1, value)));

    private ProtoWriter Event(long step) => new ProtoWriter().Double(1, WallTime()).Integer(2, step);

    private double WallTime() => _clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    private void Write(ProtoWriter message) => _records.Write(message.Written);
}
