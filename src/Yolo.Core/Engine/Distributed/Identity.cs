using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Yolo.Engine.Distributed;

/// <summary>
/// Gives what it is given, and says when the gradients of all that was computed after it are there: autograd goes through what was computed last first.
/// </summary>
internal sealed class Identity : SingleTensorFunction<Identity>
{
    private const string ActionKey = "passed";

    /// <inheritdoc/>
    public override string Name => nameof(Identity);

    /// <summary>Passes a tensor on.</summary>
    /// <param name="value">The tensor.</param>
    /// <param name="passed">Called on the way back; throws nothing.</param>
    internal static Tensor Of(Tensor value, Action passed) => apply(value, passed);

    /// <inheritdoc/>
    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        ctx.save_data(ActionKey, vars[1]);
        return ((Tensor)vars[0]).alias();
    }

    /// <inheritdoc/>
    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        ((Action)ctx.get_data(ActionKey))();
        return [grad_output.alias(), null!];
    }
}
