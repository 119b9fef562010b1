namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>A fraction of the learning rate for the first steps.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double factor;
                    private readonly int steps;

                    /// <summary>Takes the first step at once.</summary>
                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this.factor = factor;
                        steps = total_iters;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        CurrentRates.Select(rate => _last_epoch == 0 ? rate * factor : _last_epoch == steps ? rate * (1.0 / factor) : rate);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(rate => _last_epoch >= steps ? rate : rate * factor);
                }
            }
        }
    }
}
