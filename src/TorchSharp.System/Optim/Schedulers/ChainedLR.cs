namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Steps several schedules at once.</summary>
                public class ChainedLR : LRScheduler
                {
                    private readonly LRScheduler[] schedulers;

                    /// <summary>The schedules, all of the same optimizer.</summary>
                    /// <exception cref="ArgumentException">There are no schedules, or they have several optimizers.</exception>
                    public ChainedLR(IEnumerable<LRScheduler> schedulers)
                    {
                        this.schedulers = [.. schedulers];
                        if (this.schedulers.Select(scheduler => scheduler._optimizer).Distinct().Count() != 1)
                        {
                            throw new ArgumentException("The schedules of a chain must be of the same optimizer.", nameof(schedulers));
                        }

                        Adopt(this.schedulers[0]);
                    }

                    /// <summary>Steps all schedules.</summary>
                    public override void step()
                    {
                        foreach (var scheduler in schedulers)
                        {
                            scheduler.step();
                        }

                        _last_lrs = [.. CurrentRates];
                    }
                }
            }
        }
    }
}
