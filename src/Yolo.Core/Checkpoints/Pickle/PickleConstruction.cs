namespace Yolo.Checkpoints.Pickle;

/// <summary>How Python would make an object.</summary>
internal enum PickleConstruction
{
    /// <summary>By calling the callable with the arguments.</summary>
    Call,

    /// <summary>By the class's <c>__new__</c> with the arguments, past its constructor.</summary>
    New,
}
