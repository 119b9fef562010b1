namespace Yolo.Checkpoints;

/// <summary>The kinds of file that hold checkpoints.</summary>
internal enum CheckpointFormat
{
    /// <summary>The zip archive of <c>torch.save</c>: <c>.pt</c>, <c>.pth</c>.</summary>
    Torch,

    /// <summary>A JSON header and raw tensors: <c>.safetensors</c>.</summary>
    Safetensors,
}
