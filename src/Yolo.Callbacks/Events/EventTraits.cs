namespace Yolo.Callbacks;

[Flags]
internal enum EventTraits
{
    None = 0,

    /// <summary>Fires once a batch or more often, so a slow callback hurts.</summary>
    PerBatch = 1,

    /// <summary>Every subscriber runs, even when one before it throws: they close files and free resources.</summary>
    End = 2,
}
