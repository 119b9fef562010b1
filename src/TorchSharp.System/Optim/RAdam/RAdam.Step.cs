using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class RAdam
{
    // Below this length of the mean, the variance of the mean square is not yet known.
    private const double CertainLength = 5;

    /// <summary>Takes a step against the gradients of all parameters that have one.</summary>
    /// <param name="closure">Computes the loss, and gradients, first.</param>
    /// <returns>What the closure returned; null without one.</returns>
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    private void Step(ParamGroup group)
    {
        var options = group.Options;
        var (beta1, beta2) = group.Betas;
        foreach (var batch in Batches<State, long>(group, state => state.step))
        {
            var step = batch.States[0].step + 1;
            Array.ForEach(batch.States, state => state.step = step);
            var gradients = AdamMoments.Decayed(batch.Gradients, batch.Parameters, options.weight_decay!.Value);
            var means = batch.Of(state => state.exp_avg);
            var squares = batch.Of(state => state.exp_avg_sq);
            AdamMoments.UpdateMean(means, gradients, beta1);
            AdamMoments.UpdateSquare(squares, gradients, beta2);

            var rate = options.LearningRate!.Value / (1 - Math.Pow(beta1, step));
            var correction = 1 - Math.Pow(beta2, step);
            var longest = (2 / (1 - beta2)) - 1;
            var length = longest - (2 * step * Math.Pow(beta2, step) / correction);
            if (length <= CertainLength)
            {
                Aten.foreach_add__List.Run(batch.Parameters, means, -rate);
                continue;
            }

            var rectified = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
            var divisors = AdamMoments.Divisors(squares, 1, options.eps!.Value);
            Aten.foreach_addcdiv__Scalar.Run(batch.Parameters, means, divisors, -rate * rectified * Math.Sqrt(correction));
        }
    }
}
