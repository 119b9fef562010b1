using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class RMSProp
{
    /// <summary>Takes a step against the gradients of all parameters that have one.</summary>
    /// <param name="closure">Computes the loss, and gradients, first.</param>
    /// <returns>What the closure returned; null without one.</returns>
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    private void Step(ParamGroup group)
    {
        var options = group.Options;
        var rate = options.LearningRate!.Value;
        foreach (var batch in Batches<State, bool>(group, _ => true))
        {
            Array.ForEach(batch.States, state => state.step++);
            var gradients = options.maximize!.Value ? Aten.foreach_neg.Many(batch.Gradients) : batch.Gradients;
            gradients = AdamMoments.Decayed(gradients, batch.Parameters, options.weight_decay!.Value);
            var divisors = Divisors(batch, gradients, options);
            if (group.Momentum > 0)
            {
                var momenta = batch.Of(state => state.momentum_buffer);
                Aten.foreach_mul__Scalar.Run(momenta, group.Momentum);
                Aten.foreach_addcdiv__Scalar.Run(momenta, gradients, divisors, 1.0);
                Aten.foreach_add__List.Run(batch.Parameters, momenta, -rate);
            }
            else
            {
                Aten.foreach_addcdiv__Scalar.Run(batch.Parameters, gradients, divisors, -rate);
            }
        }
    }

    private static Tensor[] Divisors(Batch<State> batch, Tensor[] gradients, Options options)
    {
        var alpha = options.alpha!.Value;
        var squares = batch.Of(state => state.square_avg);
        AdamMoments.UpdateSquare(squares, gradients, alpha);
        if (!options.centered!.Value)
        {
            return AdamMoments.Divisors(squares, 1, options.eps!.Value);
        }

        var means = batch.Of(state => state.grad_avg);
        AdamMoments.UpdateMean(means, gradients, alpha);
        var variances = Aten.foreach_addcmul_Scalar.Many(squares, means, means, -1.0);
        Aten.foreach_sqrt_.Run(variances);
        Aten.foreach_add__Scalar.Run(variances, options.eps!.Value);
        return variances;
    }
}
