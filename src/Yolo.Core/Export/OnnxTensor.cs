namespace Yolo.Export;

/// <summary>A constant of a graph.</summary>
/// <param name="Value">Name, type and shape.</param>
/// <param name="Bytes">The numbers, little-endian, row by row.</param>
internal sealed record OnnxTensor(OnnxValue Value, byte[] Bytes);
