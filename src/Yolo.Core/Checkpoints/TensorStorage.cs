namespace Yolo.Checkpoints;

/// <summary>A run of elements in a checkpoint, on which one or more tensors are views. Compare by reference to see what is shared.</summary>
internal sealed class TensorStorage
{
    internal TensorStorage(string key, DType type, ReadOnlyMemory<byte> bytes)
    {
        Key = key;
        Type = type;
        Bytes = bytes;
    }

    /// <summary>Its name in the file: the number of its entry, or the tensor's own name.</summary>
    public string Key { get; }

    /// <summary>The type of its elements.</summary>
    public DType Type { get; }

    /// <summary>All its elements, little endian: a window on the file's bytes, valid for as long as it is referenced.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The number of elements.</summary>
    public long Count => Bytes.Length / Type.Size();

    /// <summary>How many bytes of tensors have been laid over it; more than it has means sharing.</summary>
    internal long Claimed { get; set; }
}
