namespace Yolo.Imaging.Drawing;

/// <summary>A script by name, and the Debian package whose fonts have it.</summary>
/// <param name="Name">Name in a sentence.</param>
/// <param name="Package">Package.</param>
internal sealed record Script(string Name, string Package)
{
    private const string Noto = "fonts-noto-core";
    private const string Cjk = "fonts-noto-cjk";

    private static readonly (int First, int Last, Script Script)[] Ranges =
    [
        (0x0000, 0x036F, new("Latin", Noto)),
        (0x0370, 0x03FF, new("Greek", Noto)),
        (0x0400, 0x052F, new("Cyrillic", Noto)),
        (0x0530, 0x058F, new("Armenian", Noto)),
        (0x0590, 0x05FF, new("Hebrew", Noto)),
        (0x0600, 0x077F, new("Arabic", Noto)),
        (0x0900, 0x097F, new("Devanagari", Noto)),
        (0x0980, 0x09FF, new("Bengali", Noto)),
        (0x0A80, 0x0AFF, new("Gujarati", Noto)),
        (0x0B80, 0x0BFF, new("Tamil", Noto)),
        (0x0C00, 0x0C7F, new("Telugu", Noto)),
        (0x0E00, 0x0E7F, new("Thai", Noto)),
        (0x0E80, 0x0EFF, new("Lao", Noto)),
        (0x1000, 0x109F, new("Burmese", Noto)),
        (0x10A0, 0x10FF, new("Georgian", Noto)),
        (0x1100, 0x11FF, new("Korean", Cjk)),
        (0x1200, 0x137F, new("Ethiopic", Noto)),
        (0x1780, 0x17FF, new("Khmer", Noto)),
        (0x1E00, 0x1EFF, new("Latin", Noto)),
        (0x2E80, 0x303F, new("Chinese", Cjk)),
        (0x3040, 0x30FF, new("Japanese", Cjk)),
        (0x3400, 0x9FFF, new("Chinese", Cjk)),
        (0xAC00, 0xD7AF, new("Korean", Cjk)),
        (0xF900, 0xFAFF, new("Chinese", Cjk)),
        (0xFF00, 0xFFEF, new("Chinese", Cjk)),
        (0x1F300, 0x1FAFF, new("emoji", "fonts-symbola")),
        (0x20000, 0x3FFFF, new("Chinese", Cjk)),
    ];

    private static readonly Script Other = new("a rarer script", "fonts-noto");

    /// <summary>What to do about it.</summary>
    public string Remedy => OperatingSystem.IsLinux()
        ? $"Install a font that has them, on Debian and Ubuntu with 'apt-get install {Package}', or put its file into ~/.local/share/fonts."
        : "Install a font that has them.";

    /// <summary>The script of a letter.</summary>
    public static Script Of(int codePoint) => Array.Find(Ranges, range => codePoint >= range.First && codePoint <= range.Last).Script ?? Other;
}
