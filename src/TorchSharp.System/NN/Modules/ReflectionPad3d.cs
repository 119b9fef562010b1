namespace TorchSharp.Modules;

/// <summary>Pads the last 3 dimensions with the values mirrored at the edge.</summary>
public sealed class ReflectionPad3d : PadBase
{
    internal ReflectionPad3d(params long[] padding)
        : base(nameof(ReflectionPad3d), PaddingModes.Reflect, 0, padding)
    {
    }
}
