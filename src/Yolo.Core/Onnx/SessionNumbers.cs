using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Yolo.Models;

namespace Yolo.Onnx;

/// <summary>What a session answered, where ONNX Runtime left it. Numbers of 16 bits are brought to 32.</summary>
internal sealed class SessionNumbers : DenseNumbers
{
    private readonly OrtValue value;
    private readonly float[]? converted;

    internal SessionNumbers(OrtValue value)
        : base([.. value.GetTensorTypeAndShape().Shape.Select(size => (int)size)])
    {
        this.value = value;
        if (value.GetTensorTypeAndShape().ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float16)
        {
            var halves = MemoryMarshal.Cast<byte, Half>(value.GetTensorMutableRawData());
            converted = new float[halves.Length];
            TensorPrimitives.ConvertToSingle(halves, converted);
        }
    }

    /// <inheritdoc/>
    internal override ReadOnlySpan<float> All => converted ?? value.GetTensorDataAsSpan<float>();

    /// <inheritdoc/>
    public override void Dispose()
    {
        value.Dispose();
        base.Dispose();
    }
}
