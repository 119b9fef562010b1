namespace Yolo;

/// <summary>What <see cref="WorkProgress"/> counts.</summary>
public enum WorkUnit
{
    /// <summary>Steps of different lengths.</summary>
    Steps,

    /// <summary>Pictures.</summary>
    Pictures,

    /// <summary>Frames of a film.</summary>
    Frames,

    /// <summary>Bytes.</summary>
    Bytes,
}
