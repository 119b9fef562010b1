using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Yolo.Engine.Prediction;

/// <summary>
/// Pictures as the network takes them, in managed memory that is used again. The tensor is made by the thread that runs the network: memory that
/// libtorch takes on one thread and frees on another stays behind in both, which cost 150 MiB.
/// </summary>
/// <param name="Numbers">[B, H, W, 3], from 0 to 1; may be longer.</param>
/// <param name="Count">B.</param>
/// <param name="Height">H.</param>
/// <param name="Width">W.</param>
internal sealed record PreparedInput(float[] Numbers, int Count, int Height, int Width)
{
    /// <summary>The tensor, in the caller's dispose scope.</summary>
    /// <returns>[B, 3, H, W], float32, channels last in memory.</returns>
    internal Tensor ToTensor()
    {
        var input = empty(Count, Height, Width, 3); // [B, H, W, 3]
        var memory = MemoryMarshal.Cast<byte, float>(input.bytes);
        Numbers.AsSpan(0, memory.Length).CopyTo(memory);
        return input.permute(0, 3, 1, 2); // [B, 3, H, W]
    }
}
