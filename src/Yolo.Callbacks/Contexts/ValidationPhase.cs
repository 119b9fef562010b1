namespace Yolo.Callbacks;

/// <summary>Why a validation runs.</summary>
public enum ValidationPhase
{
    /// <summary>By itself, called by the user.</summary>
    Standalone,

    /// <summary>At the end of an epoch of training.</summary>
    Training,

    /// <summary>Of the best weights, at the end of training.</summary>
    Final,
}
