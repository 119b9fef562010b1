using TorchSharp;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>Brings matrices near to orthogonal ones: the singular vectors stay, all singular values come near 1.</summary>
/// <remarks>Legend: N matrices, R rows, K columns.</remarks>
internal static class NewtonSchulz
{
    private const int Iterations = 5;
    private const double Linear = 3.4445;
    private const double Cubic = -4.7750;
    private const double Quintic = 2.0315;
    private const double Epsilon = 1e-7;

    /// <summary>
    /// Five steps of the iteration, in bfloat16 where that is what devices multiply fastest. Processors round more in bfloat16 than the result can
    /// bear (the sums of products, and the factors, by 6 % in the end), and most are slower in it: there it is single precision.
    /// </summary>
    /// <param name="matrices">[N, R, K], single precision; not changed.</param>
    /// <returns>[N, R, K]. The caller disposes it.</returns>
    internal static Tensor Orthogonalize(Tensor matrices)
    {
        using var scope = NewDisposeScope();
        var isTall = matrices.shape[1] > matrices.shape[2];
        var sizes = matrices.flatten(1).norm(1, keepdim: true).unsqueeze(-1); // [N, 1, 1]
        var x = matrices / sizes.AddInPlace(Epsilon); // [N, R, K]
        x = x.to(matrices.device_type == DeviceType.CPU ? ScalarType.Float32 : ScalarType.BFloat16);
        x = isTall ? x.transpose(1, 2) : x; // [N, min, max]
        for (var i = 0; i < Iterations; i++)
        {
            x = Iterate(x);
        }

        return (isTall ? x.transpose(1, 2) : x).MoveToOuterDisposeScope(); // [N, R, K]
    }

    private static Tensor Iterate(Tensor x)
    {
        using var scope = NewDisposeScope();
        var product = x.bmm(x.transpose(1, 2)); // [N, min, min]
        var polynomial = product.Times(Cubic).AddInPlace(product.Times(Quintic).bmm(product)); // [N, min, min]
        return x.Times(Linear).AddInPlace(polynomial.bmm(x)).MoveToOuterDisposeScope(); // [N, min, max]
    }
}
