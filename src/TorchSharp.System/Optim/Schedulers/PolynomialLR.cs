namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Lets the learning rate fall to zero by a power of the steps that are left.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly double steps;
                    private readonly double power;

                    /// <summary>Takes the first step at once.</summary>
                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1.0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        steps = total_iters;
                        this.power = power;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        var factor = _last_epoch == 0 || _last_epoch > steps ? 1 : Math.Pow((1 - (_last_epoch / steps)) / (1 - ((_last_epoch - 1) / steps)), power);
                        return CurrentRates.Select(rate => rate * factor);
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(rate => rate * Math.Pow(1 - (Math.Min(steps, _last_epoch) / steps), power));
                }
            }
        }
    }
}
