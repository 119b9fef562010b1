using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>Colours for numbers from 0 to 1: mixtures of evenly spaced ones.</summary>
/// <param name="stops">The colours, at least two.</param>
internal sealed class ColourMap(params Rgb[] stops)
{
    /// <summary>From nearly white to a dark blue.</summary>
    public static ColourMap Blues { get; } = new([.. new[] { "F4F8FD", "CFE1F2", "93C3DF", "4A97C9", "1864AA", "08306B" }.Select(Rgb.Parse)]);

    /// <summary>The colour of a number; beyond the ends that of the ends.</summary>
    public Rgb At(double share)
    {
        var at = Math.Clamp(share, 0, 1) * (stops.Length - 1);
        var below = Math.Min((int)at, stops.Length - 2);
        return stops[below].Mix(stops[below + 1], at - below);
    }
}
