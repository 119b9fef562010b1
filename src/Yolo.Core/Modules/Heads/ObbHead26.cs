using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>Rotated boxes whose angle is predicted itself, in radians without bounds.</summary>
public sealed class ObbHead26 : ObbHead
{
    /// <summary>Makes the head with fresh weights.</summary>
    /// <param name="settings">Classes, channels and kind.</param>
    /// <param name="extras">Numbers an anchor point, of which the first is the angle.</param>
    internal ObbHead26(HeadSettings settings, int extras = 1)
        : base("OBB26", settings, extras)
    {
    }

    private protected override Tensor ToAngles(Tensor raw) => raw;
}
