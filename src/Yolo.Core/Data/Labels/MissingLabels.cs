namespace Yolo.Data.Labels;

/// <summary>Says where labels were looked for, to somebody who has some in another place.</summary>
internal static class MissingLabels
{
    /// <summary>A sentence about the first picture's label file, and what lies near it instead.</summary>
    /// <param name="image">The path of a picture.</param>
    internal static string Explain(string image)
    {
        var expected = ImageList.LabelPath(image);
        var sentence = $"For {image} they are looked for in {expected}";
        if (File.Exists(expected))
        {
            return $"{sentence}, which names no object.";
        }

        return Elsewhere(image, expected) is { } found
            ? $"{sentence}; there is {found} instead: move or rename the label files."
            : $"{sentence}: the folder 'images' of the path becomes 'labels', and the ending .txt. Put the label files there.";
    }

    private static string? Elsewhere(string image, string expected)
    {
        string[] folders = [Path.GetDirectoryName(expected)!, Path.GetDirectoryName(image)!];
        var name = Path.GetFileNameWithoutExtension(image);
        return folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder))
            .FirstOrDefault(file => string.Equals(Path.GetFileName(file), $"{name}.txt", StringComparison.OrdinalIgnoreCase));
    }
}
