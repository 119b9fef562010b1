using System.Runtime.InteropServices;
using Yolo.Models;
using Yolo.Onnx;
using static TorchSharp.torch;

namespace Yolo.Engine.Inference;

/// <summary>A network in a file of ONNX, in ONNX Runtime. It needs no tensors, and so no libtorch.</summary>
/// <param name="exported">The file.</param>
/// <param name="source">What the caller calls it.</param>
/// <param name="use">The run's use of the model.</param>
/// <param name="lease">Ends with the run; null for none.</param>
internal sealed class OnnxEngine(OnnxModel exported, string source, ModelUse.Turn use, IDisposable? lease) : InferenceEngine(use)
{
    /// <inheritdoc/>
    internal override EngineKind Kind => EngineKind.Onnx;

    /// <inheritdoc/>
    internal override NetworkInput Take(PreparedInput pixels) => new(pixels);

    /// <inheritdoc/>
    internal override NetworkInput Take(Tensor pixels) => new(pixels);

    /// <inheritdoc/>
    internal override ModelAnswer Run(NetworkInput input)
    {
        try
        {
            return input.Pixels is { } pixels
                ? exported.Run(pixels.Numbers.AsSpan(0, pixels.Length), (input.Count, input.Height, input.Width))
                : RunOnTensor(input.Tensor);
        }
        catch (OnnxSessionException error)
        {
            throw new NotSupportedException($"ONNX Runtime cannot run {source} on these pictures: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        lease?.Dispose();
        base.Dispose();
    }

    private ModelAnswer RunOnTensor(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var numbers = tensor.to(ScalarType.Float32).cpu().contiguous(); // [B, 3, H, W]
        var answer = exported.Run(MemoryMarshal.Cast<byte, float>(numbers.bytes), ((int)numbers.size(0), (int)numbers.size(2), (int)numbers.size(3)));
        GC.KeepAlive(numbers);
        return answer;
    }
}
