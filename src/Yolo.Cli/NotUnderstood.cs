using Yolo.Engine.Settings;

namespace Yolo.Cli;

/// <summary>Says of a word that means nothing what was probably meant.</summary>
internal static class NotUnderstood
{
    private static readonly string[] Pictures = [".JPG", ".JPEG", ".PNG", ".BMP", ".WEBP", ".TIF", ".TIFF", ".GIF", ".MP4", ".AVI", ".MOV", ".MKV"];

    /// <summary>One line.</summary>
    /// <param name="word">As it was written.</param>
    /// <param name="key">As a setting would be called.</param>
    internal static string Message(string word, string key)
    {
        if (CommandSettings.IsKey(key))
        {
            return $"'{word}' needs a value: write {key}={CommandSettings.Example(key)}.";
        }

        var meant = AsFile(word) ?? Spelling.Nearest(word, Arguments.Modes.Concat(Arguments.Tasks).Concat(AbsentModes.Names).Concat(CommandSettings.Keys));
        return $"'{word}' is not understood{(meant is null ? "." : $"; did you mean '{meant}'?")} Write yolo MODE key=value …, with one of the modes {string.Join(", ", Arguments.Modes)}.";
    }

    private static string? AsFile(string word) => Path.GetExtension(word).ToUpperInvariant() switch
    {
        ".PT" or ".SAFETENSORS" => $"model={word}",
        ".YAML" or ".YML" => $"data={word}",
        var ending when Pictures.Contains(ending) || Directory.Exists(word) || word.Contains("://", StringComparison.Ordinal) => $"source={word}",
        _ => null,
    };
}
