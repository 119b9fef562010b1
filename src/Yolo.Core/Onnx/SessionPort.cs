namespace Yolo.Onnx;

/// <summary>An input or output of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Elements">The type of its numbers.</param>
/// <param name="Dimensions">Its shape; -1 for what is open. Empty for what is no tensor.</param>
internal sealed record SessionPort(string Name, SessionElement Elements, IReadOnlyList<int> Dimensions);
