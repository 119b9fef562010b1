using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimizers of Adam's family share.</summary>
internal static class AdamMoments
{
    /// <summary>mean ← beta·mean + (1 - beta)·gradient.</summary>
    internal static void UpdateMean(Tensor[] means, Tensor[] gradients, double beta)
    {
        Aten.foreach_mul__Scalar.Run(means, beta);
        Aten.foreach_add__List.Run(means, gradients, 1 - beta);
    }

    /// <summary>square ← beta·square + (1 - beta)·gradient².</summary>
    internal static void UpdateSquare(Tensor[] squares, Tensor[] gradients, double beta)
    {
        Aten.foreach_mul__Scalar.Run(squares, beta);
        Aten.foreach_addcmul__Scalar.Run(squares, gradients, gradients, 1 - beta);
    }

    /// <summary>√square / √correction + eps.</summary>
    internal static Tensor[] Divisors(Tensor[] squares, double correction, double eps)
    {
        var divisors = Aten.foreach_sqrt.Many(squares);
        Aten.foreach_div__Scalar.Run(divisors, Math.Sqrt(correction));
        Aten.foreach_add__Scalar.Run(divisors, eps);
        return divisors;
    }

    /// <summary>The gradients with the pull of parameters towards zero.</summary>
    internal static Tensor[] Decayed(Tensor[] gradients, Tensor[] parameters, double weightDecay) =>
        weightDecay == 0 ? gradients : Aten.foreach_add_List.Many(gradients, parameters, weightDecay);

    /// <summary>The larger of both, element by element; the result outlives dispose scopes, what it replaces is disposed.</summary>
    internal static Tensor[] Larger(Tensor[] before, Tensor[] now)
    {
        var larger = Aten.foreach_maximum_List.Many(before, now);
        for (var i = 0; i < larger.Length; i++)
        {
            larger[i].DetachFromDisposeScope();
            before[i].Dispose();
        }

        return larger;
    }
}
