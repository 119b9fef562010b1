using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Models;

/// <summary>Counts the arithmetic of a network by watching its modules at work on a small picture.</summary>
internal sealed class FlopCounter : IDisposable
{
    private readonly List<Action> removers = [];
    private double operations;

    private FlopCounter(YoloNetwork network)
    {
        foreach (var module in network.modules())
        {
            switch (module)
            {
                case Convolution convolution:
                    Watch(convolution, (_, output) => output.numel() * MultiplicationsOf(convolution));
                    break;
                case Linear linear:
                    Watch(linear, (_, output) => output.numel() * (double)linear.in_features);
                    break;
                case BatchNorm norm:
                    Watch(norm, (input, _) => 4.0 * input.numel());
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Billions of operations for one square picture, a multiplication and an addition counting as two. The mode of the network is kept.</summary>
    /// <param name="network">The network.</param>
    /// <param name="imageSize">Side of the picture.</param>
    public static double Giga(YoloNetwork network, int imageSize = 640)
    {
        var side = (long)Math.Max(network.Strides.Max(), 32);
        var wasTraining = network.training;
        using var counter = new FlopCounter(network);
        using (no_grad())
        using (var picture = zeros([1, network.Spec.Channels, side, side], device: network.parameters().First().device))
        {
            network.eval();
            network.call(picture).Dispose();
            network.train(wasTraining);
        }

        return counter.operations * 2 / 1e9 * Math.Pow((double)imageSize / side, 2);
    }

    /// <inheritdoc/>
    public void Dispose() => removers.ForEach(remove => remove());

    private static double MultiplicationsOf(Convolution convolution) =>
        (double)convolution.in_channels / convolution.groups * convolution.kernel_size.Aggregate(1L, (a, b) => a * b);

    private void Watch(nn.Module<Tensor, Tensor> module, Func<Tensor, Tensor, double> count)
    {
        var remover = module.register_forward_hook((_, input, output) =>
        {
            operations += count(input, output);
            return output;
        });
        removers.Add(remover.remove);
    }
}
