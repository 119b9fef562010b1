using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Pooling that keeps the size of the picture.</summary>
internal static class Pooling
{
    /// <summary>The largest value in a window around each cell.</summary>
    /// <param name="input">[B, C, H, W].</param>
    /// <param name="kernel">Side of the window, odd.</param>
    public static Tensor Max(Tensor input, int kernel) => Operations.MaxPool(input, kernel, 1, kernel / 2);
}
