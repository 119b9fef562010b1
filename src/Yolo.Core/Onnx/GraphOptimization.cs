namespace Yolo.Onnx;

/// <summary>How far ONNX Runtime improves a graph when it opens it: more takes longer to open and less to run.</summary>
public enum GraphOptimization
{
    /// <summary>The graph is run as it is.</summary>
    None,

    /// <summary>Constants are folded, and nodes that do nothing dropped.</summary>
    Basic,

    /// <summary>Nodes are merged, too.</summary>
    Extended,

    /// <summary>And laid out for the processor.</summary>
    All,
}
