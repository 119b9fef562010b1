namespace Yolo.Callbacks;

/// <summary>
/// Says from epoch to epoch how many batches are added up before the weights change. From the first epoch that it names on it replaces what
/// the run says by itself, warm-up included.
/// </summary>
/// <remarks>
/// Gradients are added up, not averaged, as everywhere in a training: twice as many batches make a sum twice as large. Weight decay stays as it
/// is. The numbers count batches of the size that the training began with; where batches become smaller (since memory did not suffice, or on
/// resuming), more of them are added up, so that a change of the weights sees as many images.
/// </remarks>
/// <example><code>new GradientAccumulationScheduler(new Dictionary&lt;int, int&gt; { [0] = 8, [4] = 4 })</code></example>
public sealed class GradientAccumulationScheduler : Callback, IStatefulCallback
{
    private readonly KeyValuePair<int, int>[] _schedule;
    private int _batchSize;
    private bool _isRestored;

    /// <summary>Makes a callback that schedules.</summary>
    /// <param name="schedule">By the epoch from which it holds, from 0: batches that are added up, from 1.</param>
    /// <exception cref="ArgumentException">It is empty, or an epoch or a number is out of its range.</exception>
    public GradientAccumulationScheduler(IReadOnlyDictionary<int, int> schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (schedule.Count == 0)
        {
            throw new ArgumentException("A schedule of accumulation names at least one epoch, such as 0: 8.", nameof(schedule));
        }

        foreach (var (epoch, batches) in schedule)
        {
            if (epoch < 0 || batches < 1)
            {
                var wrong = FormattableString.Invariant($"{epoch}: {batches} will not do in a schedule: epochs count from 0, batches from 1.");
                throw new ArgumentException(wrong, nameof(schedule));
            }
        }

        _schedule = [.. schedule.OrderBy(step => step.Key)];
        StateKey = Name;
    }

    /// <inheritdoc/>
    public string StateKey { get; init; }

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        _batchSize = _isRestored ? _batchSize : Training!.BatchSize;
        _isRestored = false;
    }

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch, Logs logs)
    {
        _isRestored = false;
        if (Array.FindLast(_schedule, step => step.Key <= Training!.Epoch) is { Value: > 0 and var batches })
        {
            Training!.AccumulationControl.Hold(OfTodaysSize(batches));
        }
    }

    private int OfTodaysSize(int batches)
    {
        var size = Training!.BatchSize;
        return size == _batchSize ? batches : Math.Max(1, (int)Math.Round((double)batches * _batchSize / size));
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object?> SaveState() => new Dictionary<string, object?> { ["batch_size"] = (long)_batchSize };

    /// <inheritdoc/>
    public void LoadState(IReadOnlyDictionary<string, object?> state)
    {
        _batchSize = CallbackState.ReadInt(state, "batch_size");
        _isRestored = true;
    }
}
