namespace Yolo.Imaging;

/// <summary>Twenty colours that are easily told apart, one for each class in turn.</summary>
public static class Palette
{
    private static readonly Rgb[] Entries =
    [
        .. new[]
        {
            "FF3838", "FF9D97", "FF701F", "FFB21D", "CFD231", "48F90A", "92CC17", "3DDB86", "1A9334", "00D4BB",
            "2C99A8", "00C2FF", "344593", "6473FF", "0018EC", "8438FF", "520085", "CB38FF", "FF95C8", "FF37C7",
        }.Select(Rgb.Parse),
    ];

    /// <summary>The colours in their order.</summary>
    public static IReadOnlyList<Rgb> Colours => Entries;

    /// <summary>The colour of a class; after the last the first comes again.</summary>
    /// <param name="index">Class index; any integer.</param>
    /// <returns>The colour.</returns>
    public static Rgb Of(int index) => Entries[(int)((uint)index % (uint)Entries.Length)];

    /// <summary>Black or white, whichever is easier to read on a colour.</summary>
    /// <param name="background">What the text stands on.</param>
    /// <returns>Black or white.</returns>
    public static Rgb TextOn(Rgb background) => background.Luminance > 150 ? Rgb.Black : Rgb.White;
}
