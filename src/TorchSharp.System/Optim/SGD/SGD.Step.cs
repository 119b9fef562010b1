using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class SGD
{
    /// <summary>Takes a step against the gradients of all parameters that have one.</summary>
    /// <param name="closure">Computes the loss, and gradients, first.</param>
    /// <returns>What the closure returned; null without one.</returns>
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    private void Step(ParamGroup group)
    {
        var options = group.Options;
        var weightDecay = options.weight_decay!.Value;
        var momentum = options.momentum!.Value;
        foreach (var batch in Batches<State, bool>(group, state => state.momentum_buffer is null))
        {
            var gradients = options.maximize!.Value ? Aten.foreach_neg.Many(batch.Gradients) : batch.Gradients;
            if (weightDecay != 0)
            {
                gradients = Aten.foreach_add_List.Many(gradients, batch.Parameters, weightDecay);
            }

            if (momentum != 0)
            {
                var buffers = Remember(batch.States, gradients, momentum, options.dampening!.Value);
                gradients = options.nesterov!.Value ? Aten.foreach_add_List.Many(gradients, buffers, momentum) : buffers;
            }

            Aten.foreach_add__List.Run(batch.Parameters, gradients, -options.LearningRate!.Value);
        }
    }

    /// <summary>Adds the gradients to the momenta; the first gradient is the first momentum.</summary>
    private static Tensor[] Remember(State[] states, Tensor[] gradients, double momentum, double dampening)
    {
        if (states[0].momentum_buffer is null)
        {
            foreach (var (state, gradient) in states.Zip(gradients))
            {
                state.momentum_buffer = gradient.clone().DetachFromDisposeScope();
            }

            return Array.ConvertAll(states, state => state.momentum_buffer);
        }

        var buffers = Array.ConvertAll(states, state => state.momentum_buffer);
        Aten.foreach_mul__Scalar.Run(buffers, momentum);
        Aten.foreach_add__List.Run(buffers, gradients, 1 - dampening);
        return buffers;
    }
}
