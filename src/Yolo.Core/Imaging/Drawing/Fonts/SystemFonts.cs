using SkiaSharp;

namespace Yolo.Imaging.Drawing;

/// <summary>The fonts of this machine. Nothing is looked for before the first letter is; then the list of fonts is made once.</summary>
internal sealed class SystemFonts : IFontSource
{
    private static readonly string[] Unwanted = ["Mono", "Serif", "Display", "Fallback", "Math", "Emoji", "Symbols", "Bitmap"];

    // Without fontconfig Skia knows the system's folder alone.
    private static readonly string[] FurtherFolders =
    [
        "/usr/local/share/fonts",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share", "fonts"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".fonts"),
    ];

    private readonly Lazy<string[]> families = new(() => [.. SKFontManager.Default.FontFamilies.Distinct().Order(StringComparer.Ordinal)]);
    private readonly Lazy<SKTypeface[]> further = new(() => OperatingSystem.IsLinux() ? [.. FurtherFolders.SelectMany(FontsIn)] : []);

    /// <inheritdoc/>
    public SKTypeface? Find(ReadOnlySpan<int> letters)
    {
        if (SKFontManager.Default.MatchCharacter(letters[0]) is { } match && Has(match, letters))
        {
            return match;
        }

        string region = Region(letters);
        foreach (string family in families.Value.OrderBy(family => Rank(family, region)))
        {
            if (SKFontManager.Default.MatchFamily(family) is { } font && Has(font, letters))
            {
                return font;
            }
        }

        return Array.Find(further.Value, Holds(letters.ToArray()));
    }

    private static Predicate<SKTypeface> Holds(int[] letters) => font => Has(font, letters);

    private static bool Has(SKTypeface font, ReadOnlySpan<int> letters)
    {
        foreach (int letter in letters)
        {
            if (!font.ContainsGlyph(letter) && !IsInvisible(letter))
            {
                return false;
            }
        }

        return true;
    }

    // Joiners and choices of a form tell the font what to do and need no picture of their own.
    private static bool IsInvisible(int letter) => letter is 0x200C or 0x200D or (>= 0xFE00 and <= 0xFE0F);

    /// <summary>Plain upright letters first; among the fonts for Chinese and Japanese, which share letters, the one of the right country.</summary>
    private static int Rank(string family, string region)
    {
        if (family.EndsWith($"CJK {region}", StringComparison.Ordinal))
        {
            return 0;
        }

        bool sans = family.Contains("Sans", StringComparison.Ordinal);
        return Array.Exists(Unwanted, word => family.Contains(word, StringComparison.Ordinal)) ? 4
            : sans && family.StartsWith("Noto", StringComparison.Ordinal) ? 1
            : sans ? 2 : 3;
    }

    private static string Region(ReadOnlySpan<int> letters)
    {
        return letters.ContainsAnyInRange(0x3040, 0x30FF) ? "JP" : letters.ContainsAnyInRange(0xAC00, 0xD7AF) ? "KR" : "SC";
    }

    private static IEnumerable<SKTypeface> FontsIn(string folder)
    {
        var everything = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", everything).Order(StringComparer.Ordinal)
                .Where(file => Path.GetExtension(file).ToLowerInvariant() is ".ttf" or ".otf" or ".ttc" or ".otc")
                .Select(file => SKFontManager.Default.CreateTypeface(file)).OfType<SKTypeface>()
            : [];
    }
}
