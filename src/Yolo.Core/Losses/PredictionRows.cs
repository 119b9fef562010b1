using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>Predictions in rows, one an anchor point of the batch.</summary>
internal static class PredictionRows
{
    /// <summary>Brings a prediction into rows, in float32.</summary>
    /// <param name="prediction">[B, X, A].</param>
    /// <returns>[B·A, X].</returns>
    internal static Tensor Of(Tensor prediction) => prediction.transpose(1, 2).flatten(0, 1).contiguous().to(float32);
}
