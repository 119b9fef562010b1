using Yolo.Engine.Prediction;
using Yolo.Models;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Inference;

/// <summary>A model's network on libtorch.</summary>
/// <param name="model">The model, whose network is ready.</param>
/// <param name="wish">What the run asks for.</param>
/// <param name="use">The run's use of the model.</param>
internal sealed class TorchEngine(YoloModel model, InferenceWish wish, ModelUse.Turn use) : InferenceEngine(use)
{
    /// <inheritdoc/>
    internal override EngineKind Kind => EngineKind.Torch;

    /// <inheritdoc/>
    internal override IDisposable BeginBatch() => InferenceMode.Begin();

    /// <inheritdoc/>
    internal override NetworkInput Take(PreparedInput pixels) => Take(pixels.ToTensor().ToChannelsLast());

    /// <inheritdoc/>
    internal override NetworkInput Take(Tensor pixels) => new(pixels.to(model.DataType, model.Device));

    /// <inheritdoc/>
    internal override ModelAnswer Run(NetworkInput input) =>
        wish.Augment ? new(DenseNumbers.Of(TestTimeAugmentation.Predict(model, input.Tensor)))
        : wish.Appearances ? RunWithAppearances(input.Tensor)
        : ModelAnswer.Of(model.Network.call(input.Tensor));

    private ModelAnswer RunWithAppearances(Tensor input)
    {
        DenseNumbers? seen = null;
        var output = model.Network.Run(input, levels => seen = HeadAppearances.Of(levels));
        return ModelAnswer.Of(output) with { Appearances = seen };
    }
}
