using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>Keeps a step from going too far: scales all gradients down together where their common norm is too large.</summary>
internal static class GradientClipping
{
    /// <summary>The largest norm that the reference leaves as it is.</summary>
    internal const double MaximumNorm = 10;

    private const double Epsilon = 1e-6;

    /// <summary>Clips in place. On a GPU nothing waits for the result.</summary>
    /// <param name="parameters">Those without a gradient do not count.</param>
    /// <param name="maximum">The largest norm.</param>
    /// <returns>[]: the norm before, on the gradients' device; not a number if a gradient is none. The caller disposes it.</returns>
    internal static Tensor Clip(IEnumerable<Parameter> parameters, double maximum = MaximumNorm)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var gradients = parameters.Select(parameter => parameter.grad).OfType<Tensor>().ToList();
        if (gradients.Count == 0)
        {
            return zeros([]).MoveToOuterDisposeScope();
        }

        var norm = stack(gradients.Select(gradient => gradient.norm())).norm(); // []
        var factor = (maximum / (norm + Epsilon)).clamp_max_(1); // []
        if (factor.device_type == DeviceType.CPU)
        {
            // Here looking at it is free, and multiplying by 1 is not.
            Scale(gradients, factor.item<float>());
        }
        else
        {
            gradients.ForEach(gradient => gradient.mul_(factor));
        }

        return norm.MoveToOuterDisposeScope();
    }

    private static void Scale(List<Tensor> gradients, float factor)
    {
        if (factor != 1)
        {
            gradients.ForEach(gradient => gradient.mul_(factor));
        }
    }
}
