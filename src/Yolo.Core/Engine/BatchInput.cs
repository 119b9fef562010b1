using Yolo.Data.Loading;
using static TorchSharp.torch;

namespace Yolo.Engine;

/// <summary>Makes tensors of the pixels of a batch.</summary>
/// <remarks>Legend: B pictures, H and W size of the input.</remarks>
internal static class BatchInput
{
    /// <summary>Bytes go to the device; there they become numbers from 0 to 1. The tensor is channels-last.</summary>
    internal static Tensor Make(SampleBatch samples, Device device, ScalarType type = ScalarType.Float32)
    {
        var bytes = empty(samples.Count, samples.Height, samples.Width, 3, dtype: ScalarType.Byte); // [B, H, W, 3]
        samples.Pixels.CopyTo(bytes.bytes);
        return bytes.permute(0, 3, 1, 2).to(device).to(type).div_(byte.MaxValue); // [B, 3, H, W]
    }
}
