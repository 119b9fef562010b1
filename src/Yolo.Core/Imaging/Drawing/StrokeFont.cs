using System.Collections.Frozen;

namespace Yolo.Imaging.Drawing;

/// <summary>Lays text out in our stroke font. Sizes are heights of a line in pixels, of which capitals take 0.7.</summary>
internal static class StrokeFont
{
    /// <summary>Units of a line's height.</summary>
    public const double Line = 20;

    /// <summary>Units from a line's top to its base line.</summary>
    public const double Ascent = 15.4;

    private const double Spacing = 3.3;
    private const double CapitalLift = 2.8;

    private static readonly FrozenDictionary<char, Glyph> Glyphs = Load();

    private static readonly Glyph Missing = Glyphs['?'];

    /// <summary>Whether the font has all letters of a text.</summary>
    public static bool Covers(ReadOnlySpan<char> text)
    {
        foreach (char letter in text)
        {
            if (!Glyphs.ContainsKey(letter))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Width of a text of one line.</summary>
    public static double Measure(ReadOnlySpan<char> text, double size)
    {
        double units = 0;
        foreach (char letter in text)
        {
            units += Advance(Find(letter));
        }

        return units * size / Line;
    }

    /// <summary>Stroke width that suits a size: even grey at small sizes, never thinner than a pixel.</summary>
    public static double StrokeWidth(double size) => Math.Max(Math.Min(1.1, size / 8), size * 0.086);

    /// <summary>The letter's strokes; those of a question mark for what the font lacks.</summary>
    public static Glyph Find(char letter) => Glyphs.GetValueOrDefault(letter, Missing);

    /// <summary>Units from one letter to the next.</summary>
    public static double Advance(Glyph glyph) => glyph.Width + Spacing;

    /// <summary>Units of space before a letter.</summary>
    public static double Bearing => Spacing / 2;

    private static FrozenDictionary<char, Glyph> Load()
    {
        var glyphs = GlyphShapes.Letters.ToDictionary(entry => entry.Key, entry => new Glyph(entry.Value.Width, GlyphParser.Parse(entry.Value.Shape)));
        foreach (string composition in GlyphShapes.Compositions.Split(' '))
        {
            glyphs[composition[0]] = Compose(glyphs[composition[1]], composition[1], composition[2]);
        }

        return glyphs.ToFrozenDictionary();
    }

    private static Glyph Compose(Glyph letter, char name, char accent)
    {
        // An accent is wider than i, whose dot gives way to it.
        const double AccentWidth = 5;
        double lift = char.IsUpper(name) && accent != ',' ? CapitalLift : 0;
        double width = Math.Max(letter.Width, AccentWidth);
        double shift = (width - letter.Width) / 2;
        var below = name == 'i' ? letter.Strokes[..1] : letter.Strokes;
        var above = GlyphParser.Parse(GlyphShapes.Accents[accent]);
        return new(width, [.. below.Select(stroke => Move(stroke, shift, 0)), .. above.Select(stroke => Move(stroke, width / 2, lift))]);
    }

    private static PixelPoint[] Move(PixelPoint[] stroke, double x, double y) => [.. stroke.Select(point => new PixelPoint(point.X + x, point.Y + y))];
}
