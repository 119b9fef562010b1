using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Adam
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
        foreach (var batch in Batches<State, long>(group, state => state.step))
        {
            var step = batch.States[0].step + 1;
            Array.ForEach(batch.States, state => state.step = step);
            var gradients = options.maximize!.Value ? Aten.foreach_neg.Many(batch.Gradients) : batch.Gradients;
            gradients = AdamMoments.Decayed(gradients, batch.Parameters, options.weight_decay!.Value);
            var means = batch.Of(state => state.exp_avg);
            var squares = batch.Of(state => state.exp_avg_sq);
            AdamMoments.UpdateMean(means, gradients, beta1);
            AdamMoments.UpdateSquare(squares, gradients, beta2);
            if (options.amsgrad!.Value)
            {
                squares = Largest(batch.States, squares);
            }

            var divisors = AdamMoments.Divisors(squares, 1 - Math.Pow(beta2, step), options.eps!.Value);
            Aten.foreach_addcdiv__Scalar.Run(batch.Parameters, means, divisors, -rate / (1 - Math.Pow(beta1, step)));
        }
    }

    private static Tensor[] Largest(State[] states, Tensor[] squares)
    {
        var largest = AdamMoments.Larger(Array.ConvertAll(states, state => state.max_exp_avg_sq), squares);
        for (var i = 0; i < states.Length; i++)
        {
            states[i].max_exp_avg_sq = largest[i];
        }

        return largest;
    }
}
