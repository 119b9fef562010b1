namespace TorchSharp.Modules;

/// <summary>Pads the last 3 dimensions with the values at the edge.</summary>
public sealed class ReplicationPad3d : PadBase
{
    internal ReplicationPad3d(params long[] padding)
        : base(nameof(ReplicationPad3d), PaddingModes.Replicate, 0, padding)
    {
    }
}
