namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>One schedule after the other, changing at given steps.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] schedulers;
                    private readonly int[] milestones;

                    /// <summary>Schedules of the same optimizer, and the steps at which the next one begins.</summary>
                    /// <exception cref="ArgumentException">A schedule is of another optimizer, or there is not one milestone less than schedules.</exception>
                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch + 1, false)
                    {
                        this.schedulers = [.. schedulers];
                        this.milestones = [.. milestones];
                        if (this.schedulers.Any(scheduler => scheduler._optimizer != optimizer))
                        {
                            throw new ArgumentException("The schedules of a sequence must be of the same optimizer.", nameof(schedulers));
                        }

                        if (this.milestones.Length != this.schedulers.Length - 1)
                        {
                            throw new ArgumentException(FormattableString.Invariant($"{this.schedulers.Length} schedules need one milestone less; there are {this.milestones.Length}."), nameof(milestones));
                        }

                        Begin();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        var current = milestones.Count(milestone => milestone <= _last_epoch);
                        if (current > 0 && milestones[current - 1] == _last_epoch)
                        {
                            schedulers[current].step(0);
                        }
                        else
                        {
                            schedulers[current].step();
                        }

                        return CurrentRates;
                    }

                    // All schedules stepped when they were made; only the first step of the first one stays.
                    private void Begin()
                    {
                        foreach (var group in _optimizer.ParamGroups)
                        {
                            group.LearningRate = group.InitialLearningRate;
                        }

                        foreach (var scheduler in schedulers)
                        {
                            scheduler._last_epoch--;
                        }

                        schedulers[0].step();
                        _last_lrs = schedulers[0]._last_lrs;
                    }
                }
            }
        }
    }
}
