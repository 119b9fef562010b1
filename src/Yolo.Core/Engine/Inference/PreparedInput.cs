using System.Runtime.InteropServices;
using Yolo.Imaging;
using static TorchSharp.torch;

namespace Yolo.Engine.Inference;

/// <summary>
/// Pictures as the network takes them, in managed memory that is used again. The tensor is made by the thread that runs the network: memory that
/// libtorch takes on one thread and frees on another stays behind in both, which cost 150 MiB.
/// </summary>
/// <param name="Numbers">[B, H, W, 3] or, in planes, [B, 3, H, W], from 0 to 1; may be longer.</param>
/// <param name="Layout">Which of the two.</param>
/// <param name="Count">B.</param>
/// <param name="Height">H.</param>
/// <param name="Width">W.</param>
internal sealed record PreparedInput(float[] Numbers, PixelLayout Layout, int Count, int Height, int Width)
{
    /// <summary>How many numbers there are.</summary>
    internal int Length => Count * Height * Width * Image.Channels;

    /// <summary>The tensor, in the caller's dispose scope.</summary>
    /// <returns>[B, 3, H, W], float32, in memory as the numbers lie.</returns>
    internal Tensor ToTensor()
    {
        var isPlanar = Layout == PixelLayout.Chw;
        var tensor = isPlanar ? empty(Count, Image.Channels, Height, Width) : empty(Count, Height, Width, Image.Channels);
        Numbers.AsSpan(0, Length).CopyTo(MemoryMarshal.Cast<byte, float>(tensor.bytes));
        return isPlanar ? tensor : tensor.permute(0, 3, 1, 2); // [B, 3, H, W]
    }
}
