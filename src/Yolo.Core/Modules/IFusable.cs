namespace Yolo.Modules;

/// <summary>A module that can fold work known beforehand into its weights, for inference alone: the result is the same, the training impossible.</summary>
public interface IFusable
{
    /// <summary>Folds in place. A second call does nothing.</summary>
    void Fuse();
}
