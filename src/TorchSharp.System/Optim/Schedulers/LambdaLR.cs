namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The first learning rate times a function of the number of steps.</summary>
                public class LambdaLR : LRScheduler
                {
                    private readonly List<Func<int, double>> multipliers;

                    /// <summary>One function for all groups. Takes the first step at once.</summary>
                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, Enumerable.Repeat(lr_lambda, GroupsOf(optimizer)), last_epoch, verbose)
                    {
                    }

                    /// <summary>A function for each group. Takes the first step at once.</summary>
                    public LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        multipliers = [.. lr_lambdas];
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => _base_lrs.Select((rate, i) => rate * multipliers[i](_last_epoch));
                }
            }
        }
    }
}
