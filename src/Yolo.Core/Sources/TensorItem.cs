using TorchSharp;

namespace Yolo.Sources;

/// <summary>Pictures that are the network's input already and go through it together.</summary>
/// <param name="Path">A name.</param>
/// <param name="Input">[B, 3, H, W], RGB from 0 to 1. The caller's; it is not disposed.</param>
public sealed record TensorItem(string Path, torch.Tensor Input) : SourceItem(Path);
