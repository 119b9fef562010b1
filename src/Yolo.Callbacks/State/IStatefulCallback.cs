namespace Yolo.Callbacks;

/// <summary>A callback whose state is saved in checkpoints and restored on resume.</summary>
public interface IStatefulCallback
{
    /// <summary>Names the state in the checkpoint. Unique in a registry: two callbacks with one key are an error when the second is added.</summary>
    string StateKey { get; }

    /// <summary>
    /// The state as plain values that any checkpoint format can hold: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>,
    /// arrays of doubles, and dictionaries of these with string keys.
    /// </summary>
    IReadOnlyDictionary<string, object?> SaveState();

    /// <summary>Takes over what <see cref="SaveState"/> returned in another process. Numbers may come back as another numeric type: read them with <see cref="CallbackState"/>.</summary>
    void LoadState(IReadOnlyDictionary<string, object?> state);
}
