using Yolo.Imaging;

namespace Yolo.Charts;

/// <summary>The colours that all charts share.</summary>
internal static class ChartColours
{
    private static readonly Rgb[] Curves =
    [
        .. new[] { "E8731A", "2CA25F", "C9243F", "8C5CC9", "12A5BD", "9C6B4A", "E368B0", "A3A01C", "7C828A", "D4AC0D" }.Select(Rgb.Parse),
    ];

    /// <summary>Titles, labels, numbers.</summary>
    public static Rgb Text { get; } = Rgb.Parse("2B2B2B");

    /// <summary>The frame around the plane and the marks on it.</summary>
    public static Rgb Frame { get; } = Rgb.Parse("6F6F6F");

    /// <summary>Lines behind the curves.</summary>
    public static Rgb Grid { get; } = Rgb.Parse("E4E6EA");

    /// <summary>The curve that matters.</summary>
    public static Rgb Main { get; } = Rgb.Parse("1747C9");

    /// <summary>A second curve beside the main one.</summary>
    public static Rgb Second { get; } = Rgb.Parse("F28C28");

    /// <summary>Curves that are only a background.</summary>
    public static Rgb Faint { get; } = Rgb.Parse("9AA0A8");

    /// <summary>The colour of one of several curves beside the main one: ten that are easily told apart on white, then darker ones.</summary>
    /// <param name="index">Number of the curve, from 0.</param>
    public static Rgb Of(int index) => Curves[index % Curves.Length].Mix(Rgb.Black, index / Curves.Length % 2 * 0.45);
}
