namespace Yolo.Engine.Inference;

/// <summary>What computes a network in a prediction or validation.</summary>
public enum EngineKind
{
    /// <summary>
    /// Whichever is sooner done: on the processor ONNX Runtime for many pictures, and for few where the graph lies in the cache already; libtorch otherwise, and wherever the run
    /// needs the network itself.
    /// </summary>
    Auto,

    /// <summary>libtorch.</summary>
    Torch,

    /// <summary>ONNX Runtime, on the processor.</summary>
    Onnx,
}
