namespace TorchSharp;

/// <summary>Padding of a convolution by rule.</summary>
public enum Padding
{
    /// <summary>No padding.</summary>
    Valid = 0,

    /// <summary>The output has the input's size; the stride must be 1.</summary>
    Same = 1,
}
