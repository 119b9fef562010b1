using System.Text;

namespace Yolo.Callbacks;

/// <summary>
/// Writes the curves of a training as an event file for TensorBoard: the logs of each epoch under their names, with the epoch from 1 as step; and as wanted batches,
/// histograms of the weights, settings and pictures. A failure is reported once and never stops training.
/// </summary>
/// <example><c>model.AddCallback(new TensorBoard { HistogramEvery = 5 });</c>, then <c>tensorboard --logdir runs</c>.</example>
public sealed class TensorBoard() : Callback(CallbackPriority.Late, ExceptionPolicy.WarnOnce, Ranks.Zero), IDisposable
{
    private static readonly string[] JudgingMetrics = ["fitness", "metrics/mAP50(B)", "metrics/mAP50-95(B)", "val_loss"];
    private static readonly string[] PictureExtensions = [".png", ".jpg", ".jpeg"];

    private readonly Dictionary<string, string> _batchTags = new(StringComparer.Ordinal);
    private TensorBoardWriter? _writer;
    private bool _hasFailed;

    /// <summary>Where the event file goes, below the run directory when relative. Default: the run directory itself.</summary>
    public string LogDirectory { get; init; } = ".";

    /// <summary>Also writes the logs of every n-th batch, under <c>batch/</c> and with the batches of the run as step. Default null: epochs only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? EveryBatches { get; init => field = Positive(value); }

    /// <summary>Writes histograms of all weights every n epochs. Default null: never; it reads every parameter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? HistogramEvery { get; init => field = Positive(value); }

    /// <summary>Writes the run's settings as text and as hyperparameters. Default true.</summary>
    public bool WriteSettings { get; init; } = true;

    /// <summary>At the end adds the pictures (PNG, JPEG) that lie in the run directory. Default true.</summary>
    public bool WriteImages { get; init; } = true;

    /// <summary>Gives wall times. Default: the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The event file of the last run; null before the first.</summary>
    public string? FilePath { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        _hasFailed = false;
        Dispose();
        _writer = new(RunPaths.Resolve(Training, LogDirectory), Clock);
        FilePath = _writer.FilePath;
        if (WriteSettings && Training!.Settings.Count != 0)
        {
            _writer.AddHyperparameters(Training.Settings, JudgingMetrics);
            _writer.AddText("settings", SettingsTable(Training.Settings), 0);
        }

        _writer.Flush();
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        var step = Training!.GlobalStep;
        if (_writer is null || EveryBatches is not { } every || step % every != 0)
        {
            return;
        }

        foreach (var (name, value) in logs)
        {
            if (!_batchTags.TryGetValue(name, out var tag))
            {
                _batchTags[name] = tag = "batch/" + name;
            }

            _writer.AddScalar(tag, value, step);
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (_writer is null)
        {
            return;
        }

        foreach (var (name, value) in logs)
        {
            _writer.AddScalar(name, value, epoch + 1);
        }

        if (HistogramEvery is { } every && (epoch + 1) % every == 0 && Training!.Weights is { } weights)
        {
            foreach (var name in weights.ParameterNames)
            {
                _writer.AddHistogram("weights/" + name, weights.Read(name), epoch + 1);
            }
        }

        _writer.Flush();
    }

    /// <inheritdoc/>
    public override void OnException(RunFailure failure) => _hasFailed |= ReferenceEquals(failure.Receiver, Training);

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        if (_writer is null)
        {
            return;
        }

        try
        {
            AddPictures();
            if (WriteSettings && Training!.Settings.Count != 0)
            {
                _writer.EndHyperparameters(!_hasFailed);
            }
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Closes the event file.</summary>
    public void Dispose()
    {
        _writer?.Dispose();
        _writer = null;
    }

    /// <inheritdoc/>
    protected override void OnRemoved() => Dispose();

    private static int? Positive(int? value) => value is null or >= 1
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "TensorBoard writes every n-th time, with n 1 or more; null turns it off.");

    private static string SettingsTable(IReadOnlyDictionary<string, string> settings)
    {
        var table = new StringBuilder("| setting | value |\n|---|---|\n");
        foreach (var (name, value) in settings)
        {
            table.Append("| ").Append(name).Append(" | ").Append(value.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
        }

        return table.ToString();
    }

    private void AddPictures()
    {
        if (!WriteImages || Training!.SaveDirectory is not { } directory || !Directory.Exists(directory))
        {
            return;
        }

        var pictures = Directory.EnumerateFiles(directory)
            .Where(file => PictureExtensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal);
        foreach (var picture in pictures)
        {
            _writer!.AddImage(Path.GetFileNameWithoutExtension(picture), File.ReadAllBytes(picture), Training.Epoch + 1);
        }
    }
}
