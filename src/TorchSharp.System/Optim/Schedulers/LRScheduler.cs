namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Sets the learning rates of an optimizer's groups, step by step.</summary>
            public abstract class LRScheduler
            {
                /// <summary>How often <c>step</c> was called, the first call in the constructor included.</summary>
                protected int _step_count;

                internal Optimizer _optimizer = null!;
                internal int _last_epoch = -1;
                internal bool _verbose;
                internal IList<double> _last_lrs = [];
                internal IList<double> _base_lrs = [];

                /// <summary>A schedule without an optimizer of its own.</summary>
                protected LRScheduler()
                {
                }

                /// <summary>A schedule of an optimizer's learning rates; their initial values are those that it starts from.</summary>
                /// <exception cref="ArgumentNullException">There is no optimizer.</exception>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    _optimizer = optimizer;
                    _last_epoch = last_epoch;
                    _verbose = verbose;
                    _base_lrs = [.. optimizer.ParamGroups.Select(group => group.InitialLearningRate)];
                    _last_lrs = [.. CurrentRates];
                }

                private protected IEnumerable<double> CurrentRates => _optimizer.ParamGroups.Select(group => group.LearningRate);

                /// <summary>Goes on by one step.</summary>
                public virtual void step() => step(null);

                /// <summary>Goes on by one step, or to a given one.</summary>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    _last_epoch = epoch ?? _last_epoch + 1;
                    var rates = (epoch is null ? get_lr() : get_closed_form_lr()).ToList();
                    var groups = _optimizer.ParamGroups.ToList();
                    for (var i = 0; i < _base_lrs.Count; i++)
                    {
                        groups[i].LearningRate = rates[i];
                        Announce(_last_lrs[i], rates[i]);
                    }

                    _last_lrs = rates;
                }

                /// <summary>Goes on by one step, or to a given one; this schedule ignores the measure.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The learning rates that the last step set.</summary>
                public IEnumerable<double> get_last_lr() => _last_lrs;

                /// <summary>The next learning rates, from the ones now. Called once a step.</summary>
                protected virtual IEnumerable<double> get_lr() => CurrentRates;

                /// <summary>The learning rates of a step, from the initial ones.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected static int GroupsOf(Optimizer optimizer) => optimizer?.ParamGroups.Count() ?? 0;

                private protected void Adopt(LRScheduler other)
                {
                    _optimizer = other._optimizer;
                    _base_lrs = other._base_lrs;
                    _last_lrs = [.. CurrentRates];
                }

                private protected void Announce(double before, double now)
                {
                    if (_verbose && before != now)
                    {
                        Console.WriteLine(FormattableString.Invariant($"The learning rate is now {now}."));
                    }
                }
            }
        }
    }
}
