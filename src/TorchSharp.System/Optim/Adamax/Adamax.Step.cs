using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Adamax
{
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
            var gradients = AdamMoments.Decayed(batch.Gradients, batch.Parameters, options.weight_decay!.Value);
            var means = batch.Of(state => state.exp_avg);
            AdamMoments.UpdateMean(means, gradients, beta1);
            var sizes = Aten.foreach_abs.Many(gradients);
            Aten.foreach_add__Scalar.Run(sizes, options.eps!.Value);
            var decayed = batch.Of(state => state.exp_inf);
            Aten.foreach_mul__Scalar.Run(decayed, beta2);
            var largest = AdamMoments.Larger(decayed, sizes);
            for (var i = 0; i < largest.Length; i++)
            {
                batch.States[i].step = step;
                batch.States[i].exp_inf = largest[i];
            }

            Aten.foreach_addcdiv__Scalar.Run(batch.Parameters, means, largest, -options.LearningRate!.Value / (1 - Math.Pow(beta1, step)));
        }
    }
}
