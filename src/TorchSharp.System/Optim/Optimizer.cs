using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Changes parameters by their gradients.</summary>
        public abstract class Optimizer : IDisposable
        {
            /// <summary>The groups of parameters.</summary>
            protected IList<ParamGroup> _parameter_groups = [];

            private protected Optimizer()
            {
            }

            /// <summary>Does nothing but call <see cref="Dispose(bool)"/>: tensors have finalizers of their own.</summary>
            ~Optimizer() => Dispose(false);

            /// <summary>The groups of parameters, each with its learning rate.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>Disposes the optimizer's state, not the parameters.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes the optimizer's state.</summary>
            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>Sets the gradients of all parameters to zero; they stay in memory.</summary>
            public virtual void zero_grad()
            {
                Tensor[] gradients = [.. parameters().Select(Gradient.Of).OfType<Tensor>()];
                if (gradients.Length > 0)
                {
                    using var none = NoGrad.Enter();
                    Aten.foreach_zero_.Run(gradients);
                }

                foreach (var gradient in gradients)
                {
                    gradient.Dispose();
                }
            }

            /// <summary>Adds a group of parameters.</summary>
            public virtual void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

            /// <summary>Evaluates the closure. Optimizers then take a step; without a rule for it, parameters stay as they are.</summary>
            /// <returns>What the closure returned; null without one.</returns>
            public virtual Tensor step(Func<Tensor>? closure = null) => closure?.Invoke()!;

            /// <summary>The parameters of all groups.</summary>
            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            /// <summary>What an optimizer remembers: options of groups, state of parameters. The objects are the optimizer's own.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>The options of each group.</summary>
                public List<OptimizerOptions> Options { get; private set; } = [];

                /// <summary>The state of each parameter, group by group.</summary>
                public List<OptimizerState> State { get; private set; } = [];

                /// <summary>For each group, where in <see cref="State"/> its parameters stand.</summary>
                public List<List<int>> StateIndexRef { get; private set; } = [];
            }
        }
    }
}
