namespace Yolo.Export;

/// <summary>An input or output of a graph.</summary>
/// <param name="Value">The tensor.</param>
/// <param name="Dimensions">What the file says about its shape.</param>
internal sealed record OnnxPort(OnnxValue Value, IReadOnlyList<OnnxDimension> Dimensions);
