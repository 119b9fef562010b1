using TorchSharp;
using TorchSharp.Modules;
using Yolo.Runtime;
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
        var gradients = parameters.Select(parameter => parameter.grad).OfType<Tensor>().ToArray();
        if (gradients.Length == 0)
        {
            return zeros([]).MoveToOuterDisposeScope();
        }

        var norm = TorchScripts.Norm(gradients); // []
        var factor = norm.Plus(Epsilon).reciprocal().Times(maximum).AtMost(1); // []

        // On a processor looking at it is free, and multiplying by 1 is not.
        if (factor.device_type != DeviceType.CPU || factor.item<float>() < 1)
        {
            TorchOperators.Multiply(gradients, factor);
        }

        return norm.MoveToOuterDisposeScope();
    }
}
