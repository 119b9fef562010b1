namespace Yolo.Models;

/// <summary>How a letter (n, s, m, l, x) scales the rows of a description.</summary>
/// <param name="Depth">Factor on the repeats of rows that repeat more than once.</param>
/// <param name="Width">Factor on channels.</param>
/// <param name="MaximumChannels">Channels are cut to this before they are multiplied; infinity: never.</param>
public sealed record ScaleFactors(double Depth, double Width, double MaximumChannels)
{
    /// <summary>Rows as they are written.</summary>
    public static ScaleFactors None { get; } = new(1, 1, double.PositiveInfinity);
}
