namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Lowers the learning rate when a measure stops getting better.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool smallerIsBetter;
                    private readonly bool relative;
                    private readonly double factor;
                    private readonly int patience;
                    private readonly double threshold;
                    private readonly int cooldown;
                    private readonly IList<double> smallest;
                    private readonly double eps;
                    private double best;
                    private int badSteps;
                    private int cooling;

                    /// <summary>Watches a measure.</summary>
                    /// <exception cref="ArgumentException">The factor is not below 1, or a mode is unknown.</exception>
                    public ReduceLROnPlateau(
                        Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel",
                        int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1)
                        {
                            throw new ArgumentException("The factor must be below 1.", nameof(factor));
                        }

                        smallerIsBetter = Choice(mode, "min", "max", nameof(mode));
                        relative = Choice(threshold_mode, "rel", "abs", nameof(threshold_mode));
                        this.factor = factor;
                        this.patience = patience;
                        this.threshold = threshold;
                        this.cooldown = cooldown;
                        this.eps = eps;
                        var given = min_lr ?? [];
                        smallest = given.Count > 1 ? given : [.. Enumerable.Repeat(given.FirstOrDefault(), GroupsOf(optimizer))];
                        best = smallerIsBetter ? double.PositiveInfinity : double.NegativeInfinity;
                    }

                    /// <summary>Not for this schedule: it needs the measure.</summary>
                    /// <exception cref="InvalidOperationException">Always.</exception>
                    public override void step() => throw new InvalidOperationException("ReduceLROnPlateau needs a measure: call step(double, int?).");

                    /// <summary>Not for this schedule: it needs the measure.</summary>
                    /// <exception cref="InvalidOperationException">Always.</exception>
                    public override void step(int? epoch) => throw new InvalidOperationException("ReduceLROnPlateau needs a measure: call step(double, int?).");

                    /// <summary>Looks at the measure, and lowers the learning rates if it has not got better for too long.</summary>
                    public override void step(double current, int? epoch = null)
                    {
                        _last_epoch = epoch ?? _last_epoch + 1;
                        var better = IsBetter(current);
                        best = better ? current : best;
                        badSteps = better ? 0 : badSteps + 1;
                        if (cooling > 0)
                        {
                            cooling--;
                            badSteps = 0;
                        }

                        if (badSteps > patience)
                        {
                            Reduce();
                            cooling = cooldown;
                            badSteps = 0;
                        }
                    }

                    private static bool Choice(string value, string first, string second, string name) =>
                        value == first || (value == second ? false : throw new ArgumentException($"'{value}' is neither '{first}' nor '{second}'.", name));

                    private bool IsBetter(double current) => smallerIsBetter
                        ? current < (relative ? best * (1 - threshold) : best - threshold)
                        : current > (relative ? best * (1 + threshold) : best + threshold);

                    private void Reduce()
                    {
                        foreach (var (group, floor) in _optimizer.ParamGroups.Zip(smallest))
                        {
                            var lowered = Math.Max(group.LearningRate * factor, floor);
                            if (group.LearningRate - lowered > eps)
                            {
                                Announce(group.LearningRate, lowered);
                                group.LearningRate = lowered;
                            }
                        }

                        _last_lrs = [.. CurrentRates];
                    }
                }
            }
        }
    }
}
