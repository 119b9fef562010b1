namespace Yolo.Engine.Exporting;

/// <summary>The formats that a model is exported to; how one gets from there to others stands in the error of the command line's <c>format=…</c>, and in <c>docs/export.md</c>.</summary>
public enum ExportFormat
{
    /// <summary>ONNX, <c>format=onnx</c>: one file, which ONNX Runtime and most other runtimes read.</summary>
    Onnx,
}
