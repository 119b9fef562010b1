namespace TorchSharp;

/// <summary>What stands outside of a padded tensor.</summary>
public enum PaddingModes
{
    /// <summary>Zeros.</summary>
    Zeros = 0,

    /// <summary>The values mirrored at the edge, the edge itself not repeated.</summary>
    Reflect = 1,

    /// <summary>The value at the edge.</summary>
    Replicate = 2,

    /// <summary>The values from the other end.</summary>
    Circular = 3,

    /// <summary>One value.</summary>
    Constant = 4,
}
