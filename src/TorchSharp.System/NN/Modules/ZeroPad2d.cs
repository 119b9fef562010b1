namespace TorchSharp.Modules;

/// <summary>Pads the last 2 dimensions with zeros.</summary>
public sealed class ZeroPad2d : PadBase
{
    internal ZeroPad2d(params long[] padding)
        : base(nameof(ZeroPad2d), PaddingModes.Zeros, 0, padding)
    {
    }
}
