namespace Yolo.Export;

/// <summary>Types of the numbers in a graph, by the format's own numbers.</summary>
public enum OnnxType
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>IEEE single precision.</summary>
    Float = 1,

    /// <summary>Whole numbers of 64 bits.</summary>
    Int64 = 7,

    /// <summary>True and false.</summary>
    Bool = 9,

    /// <summary>IEEE half precision.</summary>
    Float16 = 10,
}
