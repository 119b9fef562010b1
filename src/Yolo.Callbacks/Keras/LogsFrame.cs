using System.Globalization;
using System.Runtime.CompilerServices;

namespace Yolo.Callbacks;

/// <summary>The logs of one run: made once an event from the run's numbers, shared by all its callbacks, reused for the next event.</summary>
internal sealed class LogsFrame
{
    private static readonly ConditionalWeakTable<object, LogsFrame> Frames = [];
    private static readonly string[] RateNames = [.. Enumerable.Range(0, 16).Select(RateName)];

    private readonly Logs _current = [];
    private readonly Logs _epoch = [];
    private readonly HashSet<string> _figures = new(StringComparer.Ordinal);
    private CallbackEvent? _event;
    private long _occurrence;

    public static Logs For(object receiver, LogsContent content, CallbackEvent @event, long occurrence)
    {
        // A hand-written loop brings its own logs; what the callbacks write into them the loop can read.
        if (receiver is LoopContext { Logs: { } given })
        {
            return given;
        }

        return Frames.GetOrCreateValue(receiver).Fill(receiver, content, @event, occurrence);
    }

    private Logs Fill(object receiver, LogsContent content, CallbackEvent @event, long occurrence)
    {
        if (content == LogsContent.LastEpoch)
        {
            _epoch.Written = null;
            return _epoch;
        }

        var logs = content == LogsContent.Epoch ? _epoch : _current;
        if (ReferenceEquals(_event, @event) && _occurrence == occurrence)
        {
            if (content == LogsContent.Epoch && receiver is ITrainingContext run)
            {
                // Functions of the same event may have added to them since.
                AddMetrics(logs, run.Metrics);
            }

            return logs;
        }

        (_event, _occurrence) = (@event, occurrence);
        logs.Clear();
        switch (content)
        {
            case LogsContent.Batch when receiver is ITrainingContext training:
                AddLosses(logs, training);
                break;
            case LogsContent.Epoch when receiver is ITrainingContext training:
                AddEpoch(logs, training);
                PassOn(training);
                break;
            case LogsContent.Validation when receiver is IValidationContext validation:
                AddMetrics(logs, validation.Metrics);
                break;
        }

        return logs;
    }

    // What a callback writes is a column of the epoch; what it writes over figures of the run itself, such as the loss, later callbacks read, as in Keras.
    private void PassOn(ITrainingContext run)
    {
        _figures.Clear();
        _figures.UnionWith(_epoch.Keys);
        _figures.ExceptWith(run.Metrics.Keys);
        _epoch.Written = (name, value) =>
        {
            if (!_figures.Contains(name) && !run.FillsItself(name))
            {
                run.Record(name, value);
            }
        };
    }

    private static void AddLosses(Logs logs, ITrainingContext run)
    {
        var names = run.LossNames;
        var means = run.MeanLossValues;
        if (means.IsEmpty)
        {
            return;
        }

        var total = 0.0;
        foreach (var mean in means)
        {
            total += mean;
        }

        logs.Put("loss", total);
        for (var i = 0; i < Math.Min(names.Count, means.Length); i++)
        {
            logs.Put(names[i], means[i]);
        }
    }

    private static void AddEpoch(Logs logs, ITrainingContext run)
    {
        AddLosses(logs, run);
        AddMetrics(logs, run.Metrics);
        if (run.Fitness is { } fitness)
        {
            logs.Put("fitness", fitness);
        }

        var rates = run.LearningRates;
        for (var i = 0; i < rates.Count; i++)
        {
            if (i == 0)
            {
                logs.Put("learning_rate", rates[0]);
            }

            logs.Put(i < RateNames.Length ? RateNames[i] : RateName(i), rates[i]);
        }
    }

    private static void AddMetrics(Logs logs, IReadOnlyDictionary<string, double> metrics)
    {
        double? loss = null;
        foreach (var (name, value) in metrics)
        {
            logs.Put(name, value);
            if (name.StartsWith("val/", StringComparison.Ordinal) && name.EndsWith("loss", StringComparison.Ordinal))
            {
                loss = (loss ?? 0) + value;
            }
        }

        if (loss is { } total && !logs.ContainsKey("val_loss"))
        {
            logs.Put("val_loss", total);
        }
    }

    private static string RateName(int group) => string.Create(CultureInfo.InvariantCulture, $"lr/pg{group}");
}
