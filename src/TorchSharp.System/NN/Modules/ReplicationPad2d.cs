namespace TorchSharp.Modules;

/// <summary>Pads the last 2 dimensions with the values at the edge.</summary>
public sealed class ReplicationPad2d : PadBase
{
    internal ReplicationPad2d(params long[] padding)
        : base(nameof(ReplicationPad2d), PaddingModes.Replicate, 0, padding)
    {
    }
}
