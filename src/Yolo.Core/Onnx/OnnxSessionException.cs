namespace Yolo.Onnx;

/// <summary>ONNX Runtime refuses a file or an input, or cannot be loaded. Its message is ONNX Runtime's.</summary>
internal sealed class OnnxSessionException(string message, Exception? inner) : Exception(message, inner)
{
    /// <summary>Whether ONNX Runtime in this program has no engine for GPUs.</summary>
    internal bool LacksGpus { get; init; }

    /// <summary>Whether ONNX Runtime itself cannot be loaded in this program.</summary>
    internal bool IsMissing { get; init; }
}
