namespace Yolo.Checkpoints;

/// <summary>Where in a file the weights were found.</summary>
internal enum CheckpointWeights
{
    /// <summary>The running average of training, under <c>ema</c>.</summary>
    Ema,

    /// <summary>The model under <c>model</c>, where there is no average.</summary>
    Model,

    /// <summary>The file is a pickled module itself.</summary>
    Module,

    /// <summary>Tensors by name, without modules.</summary>
    StateDict,
}
