using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Engine.Distributed;

/// <summary>Gradients of neighbouring layers, which are added up over all ranks in one piece.</summary>
/// <param name="firstLayer">The earliest of the layers: when the way back has left it, they are all there.</param>
/// <param name="parameters">Those that learn.</param>
internal sealed class GradientBucket(int firstLayer, IReadOnlyList<Parameter> parameters)
{
    private Tensor? flat;
    private TensorSum sum = TensorSum.OfOne;

    /// <summary>The earliest of the layers.</summary>
    internal int FirstLayer => firstLayer;

    /// <summary>The parameters.</summary>
    internal IReadOnlyList<Parameter> Parameters => parameters;

    /// <summary>Begins to add up.</summary>
    internal void Begin(World ranks)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        flat = cat([.. parameters.Select(parameter => InPlaceOrder(parameter, parameter.grad ?? zeros_like(parameter)))]).DetachFromDisposeScope();
        sum = ranks.BeginSum(flat);
    }

    /// <summary>Waits for the sums, and puts them in the place of the gradients.</summary>
    /// <param name="isKnown">Of each parameter, whether any rank has a gradient; others keep none.</param>
    internal void Finish(ReadOnlySpan<double> isKnown)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        sum.Wait();
        var place = 0L;
        for (var i = 0; i < parameters.Count; i++)
        {
            var parameter = parameters[i];
            if (isKnown[i] > 0)
            {
                parameter.grad ??= zeros_like(parameter).DetachFromDisposeScope();
                InPlaceOrder(parameter, parameter.grad).copy_(flat!.narrow(0, place, parameter.numel()));
            }

            place += parameter.numel();
        }

        flat!.Dispose();
        (flat, sum) = (null, TensorSum.OfOne);
    }

    // As the parameter lies in memory, so that nothing is copied as a rule: kernels of convolutions are channels-last.
    private static Tensor InPlaceOrder(Parameter parameter, Tensor values) =>
        parameter.dim() == 4 && !parameter.is_contiguous() ? values.permute(0, 2, 3, 1).flatten() : values.flatten();
}
