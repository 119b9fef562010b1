namespace Yolo.Onnx;

/// <summary>ONNX Runtime refuses a file or an input, or cannot be loaded. Its message is ONNX Runtime's.</summary>
internal sealed class OnnxSessionException(string message, Exception inner) : Exception(message, inner)
{
    /// <summary>Whether ONNX Runtime itself cannot be loaded in this program.</summary>
    internal bool IsMissing { get; init; }
}
