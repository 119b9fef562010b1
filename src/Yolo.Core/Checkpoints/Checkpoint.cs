namespace Yolo.Checkpoints;

/// <summary>A checkpoint ready to be used: its weights by key, its modules where it has them, and what it says about itself.</summary>
/// <param name="File">The file it came from, with the whole graph.</param>
/// <param name="Tensors">The state dict: parameters and persistent buffers by key, in the file's order.</param>
/// <param name="Modules">The pickled network, or null where the file holds tensors alone.</param>
/// <param name="Summary">Names, strides, task and the rest.</param>
internal sealed record Checkpoint(
    CheckpointFile File, IReadOnlyDictionary<string, TensorData> Tensors, ModuleTree? Modules, CheckpointSummary Summary);
