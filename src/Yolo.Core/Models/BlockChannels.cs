namespace Yolo.Models;

/// <summary>What the first argument of a row means to a block that a user adds.</summary>
public enum BlockChannels
{
    /// <summary>It is the number of output channels, scaled by width; the block is made from (inputs, outputs, the rest).</summary>
    Scaled,

    /// <summary>As <see cref="Scaled"/>, and the block repeats itself: it is made from (inputs, outputs, repeats, the rest).</summary>
    ScaledWithRepeats,

    /// <summary>Nothing special: the block gives as many channels as it gets and is made from the arguments as they are written.</summary>
    Unchanged,
}
