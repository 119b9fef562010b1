using Yolo.Models;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.MicroBenchmarks;

/// <summary>Gradients without a loss.</summary>
internal static class SyntheticGradients
{
    /// <summary>Gives each weight of a network one, between 0 and a thousandth.</summary>
    internal static void Give(YoloNetwork network)
    {
        manual_seed(0);
        foreach (var parameter in network.parameters().Where(parameter => parameter.requires_grad))
        {
            using var uniform = rand_like(parameter);
            using var gradient = uniform.Times(1e-3);
            parameter.grad = gradient;
        }
    }
}
