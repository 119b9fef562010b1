namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Multiplies the learning rate by a function of the number of steps, at every step.</summary>
                public class MultiplicativeLR : LRScheduler
                {
                    private readonly List<Func<int, double>> multipliers;

                    /// <summary>One function for all groups. Takes the first step at once.</summary>
                    public MultiplicativeLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, Enumerable.Repeat(lr_lambda, GroupsOf(optimizer)), last_epoch, verbose)
                    {
                    }

                    /// <summary>A function for each group. Takes the first step at once.</summary>
                    public MultiplicativeLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        multipliers = [.. lr_lambdas];
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        CurrentRates.Select((rate, i) => _last_epoch > 0 ? rate * multipliers[i](_last_epoch) : rate);
                }
            }
        }
    }
}
