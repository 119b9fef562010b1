namespace Yolo.Export;

/// <summary>A tensor of a graph: an input, a constant, or what a node gives.</summary>
public sealed class OnnxValue
{
    /// <summary>Stands in <see cref="Shape"/> for a size that is known only when the graph runs.</summary>
    public const long Unknown = -1;

    internal OnnxValue(string name, OnnxType type, IReadOnlyList<long> shape)
    {
        Name = name;
        Type = type;
        Shape = shape;
    }

    /// <summary>Its name, unlike all others in the graph.</summary>
    public string Name { get; internal set; }

    /// <summary>The type of its numbers.</summary>
    public OnnxType Type { get; }

    /// <summary>Sizes of its dimensions; <see cref="Unknown"/> for those that vary.</summary>
    public IReadOnlyList<long> Shape { get; internal set; }

    /// <summary>Size of dimension 1: the channels of a picture [B, C, H, W].</summary>
    public long Channels => Shape[1];

    /// <summary>Whether the height and width of a picture [B, C, H, W] are known.</summary>
    internal bool HasFixedArea => Shape[2] != Unknown && Shape[3] != Unknown;
}
