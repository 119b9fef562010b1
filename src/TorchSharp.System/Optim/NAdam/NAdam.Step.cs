using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class NAdam
{
    /// <summary>Takes a step against the gradients of all parameters that have one.</summary>
    /// <param name="closure">Computes the loss, and gradients, first.</param>
    /// <returns>What the closure returned; null without one.</returns>
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    private void Step(ParamGroup group)
    {
        var options = group.Options;
        var rate = options.LearningRate!.Value;
        var (beta1, beta2) = group.Betas;
        foreach (var batch in Batches<State, (long, double)>(group, state => (state.step, state.mu_product)))
        {
            var step = batch.States[0].step + 1;
            var now = Momentum(beta1, step, options.momentum_decay!.Value);
            var next = Momentum(beta1, step + 1, options.momentum_decay!.Value);
            var product = batch.States[0].mu_product * now;
            foreach (var state in batch.States)
            {
                state.step = step;
                state.mu_product = product;
            }

            var gradients = AdamMoments.Decayed(batch.Gradients, batch.Parameters, options.weight_decay!.Value);
            var means = batch.Of(state => state.exp_avg);
            var squares = batch.Of(state => state.exp_avg_sq);
            AdamMoments.UpdateMean(means, gradients, beta1);
            AdamMoments.UpdateSquare(squares, gradients, beta2);
            var divisors = Aten.foreach_div_Scalar.Many(squares, 1 - Math.Pow(beta2, step));
            Aten.foreach_sqrt_.Run(divisors);
            Aten.foreach_add__Scalar.Run(divisors, options.eps!.Value);
            Aten.foreach_addcdiv__Scalar.Run(batch.Parameters, gradients, divisors, -rate * (1 - now) / (1 - product));
            Aten.foreach_addcdiv__Scalar.Run(batch.Parameters, means, divisors, -rate * next / (1 - (product * next)));
        }
    }

    private static double Momentum(double beta, long step, double decay) => beta * (1 - (0.5 * Math.Pow(0.96, step * decay)));
}
