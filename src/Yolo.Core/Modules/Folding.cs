using TorchSharp.Modules;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Batch norm folded into the convolution before it. O output channels, I input channels of a group, K kernel.</summary>
internal static class Folding
{
    /// <summary>The weight and bias of the one convolution that does what both modules do in evaluation.</summary>
    public static (Tensor Weight, Tensor Bias) Fold(Conv2d conv, BatchNorm norm)
    {
        var scale = norm.weight / norm.running_var!.Plus(norm.eps).sqrt(); // [O]
        var bias = norm.bias! - (norm.running_mean! * scale); // [O]
        if (conv.bias is not null)
        {
            bias = bias.Plus(conv.bias * scale);
        }

        return (conv.weight * scale.view(-1, 1, 1, 1), bias); // [O, I, K, K], [O]
    }

    /// <summary>Gives a convolution new weights, which no training changes.</summary>
    public static void Assign(Conv2d conv, Tensor weight, Tensor bias)
    {
        conv.weight = new Parameter(weight, requires_grad: false);
        conv.bias = new Parameter(bias, requires_grad: false);
    }

    /// <summary>A kernel with zeros around it.</summary>
    public static Tensor PadKernel(Tensor weight, int zeros) => nn.functional.pad(weight, [zeros, zeros, zeros, zeros]); // [O, I, K+2z, K+2z]
}
