using System.Globalization;

namespace Yolo.Imaging;

/// <summary>A colour.</summary>
/// <param name="R">Red, 0 to 255.</param>
/// <param name="G">Green, 0 to 255.</param>
/// <param name="B">Blue, 0 to 255.</param>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>Black.</summary>
    public static Rgb Black => new(0, 0, 0);

    /// <summary>White.</summary>
    public static Rgb White => new(255, 255, 255);

    /// <summary>Perceived brightness, 0 (black) to 255 (white), by the weights of ITU-R BT.601.</summary>
    internal double Luminance => (0.299 * R) + (0.587 * G) + (0.114 * B);

    /// <summary>Reads six hexadecimal digits, with or without a leading <c>#</c>.</summary>
    /// <param name="hex">For instance <c>FF3838</c>.</param>
    /// <returns>The colour.</returns>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static Rgb Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        var digits = hex.AsSpan().TrimStart('#');
        return digits.Length == 6 && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            ? new((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : throw new FormatException($"'{hex}' is not a colour; write six hexadecimal digits, for instance FF3838.");
    }

    /// <summary>Mixes two colours.</summary>
    /// <param name="other">The colour at share 1.</param>
    /// <param name="share">0 gives this colour, 1 the other.</param>
    /// <returns>The mixture, each channel rounded.</returns>
    internal Rgb Mix(Rgb other, double share)
    {
        return new(Channel(R, other.R), Channel(G, other.G), Channel(B, other.B));

        byte Channel(byte from, byte to) => (byte)Math.Clamp(Math.Round(from + ((to - from) * share)), 0, 255);
    }
}
