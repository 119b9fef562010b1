namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Lets the learning rate swing between its first value and a smallest one.</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double period;
                    private readonly double smallest;

                    /// <summary>Takes the first step at once.</summary>
                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        period = T_max;
                        smallest = eta_min;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch == 0)
                        {
                            return CurrentRates;
                        }

                        if ((_last_epoch - 1 - period) % (2 * period) == 0)
                        {
                            return CurrentRates.Select((rate, i) => rate + ((_base_lrs[i] - smallest) * (1 - Math.Cos(Math.PI / period)) / 2));
                        }

                        var factor = (1 + Math.Cos(Math.PI * _last_epoch / period)) / (1 + Math.Cos(Math.PI * (_last_epoch - 1) / period));
                        return CurrentRates.Select(rate => (factor * (rate - smallest)) + smallest);
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        _base_lrs.Select(rate => smallest + ((rate - smallest) * (1 + Math.Cos(Math.PI * _last_epoch / period)) / 2));
                }
            }
        }
    }
}
