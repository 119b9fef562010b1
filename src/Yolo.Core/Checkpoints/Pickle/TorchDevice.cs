namespace Yolo.Checkpoints.Pickle;

/// <summary>A <c>torch.device</c>.</summary>
/// <param name="Type">The kind: <c>cpu</c>, <c>cuda</c>.</param>
/// <param name="Index">Which of them, or null.</param>
internal sealed record TorchDevice(string Type, long? Index = null);
