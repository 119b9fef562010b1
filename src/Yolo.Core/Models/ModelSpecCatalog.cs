using System.Reflection;

namespace Yolo.Models;

/// <summary>The descriptions that come with the product, and those on disk.</summary>
internal static class ModelSpecCatalog
{
    private const string Prefix = "specs/";

    private static readonly Assembly Home = typeof(ModelSpecCatalog).Assembly;

    /// <summary>Names of the built-in descriptions without letters: yolov8, yolov8-seg, yolo11, …</summary>
    public static IReadOnlyList<string> Families { get; } =
        [.. Home.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal)];

    /// <summary>Whether a name is that of a built-in description, with or without letter and <c>.yaml</c>.</summary>
    public static bool Contains(string name) => Find(Stem(name)) is not null;

    /// <summary>Finds a description: a YAML file on disk if there is one of that path (or of its name without the letter), else a built-in one.</summary>
    /// <param name="nameOrPath">yolo11n, yolov8s-seg.yaml, my/network.yaml</param>
    /// <exception cref="ModelSpecException">There is none, or it is wrong.</exception>
    public static ModelSpec Load(string nameOrPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nameOrPath);
        var stem = Stem(nameOrPath);
        if (FindOnDisk(nameOrPath) is { } path)
        {
            try
            {
                using var file = File.OpenText(RegularFile.Require(path));
                return Read(file, path, stem);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new ModelSpecException($"{path} cannot be read: {error.Message}", error);
            }
        }

        var family = Find(stem) ?? throw new ModelSpecException(
            $"There is no network '{nameOrPath}': no such YAML file, and no built-in one.{NearestName.Suggest(stem, AllNames())} A built-in name is a family, such as yolo11, yolo26 or yolov8, with a letter for its size and the task if that is not detection: yolo11n, yolo26s-seg.");
        using var text = new StreamReader(Home.GetManifestResourceStream(Prefix + family)!);
        return Read(text, family + ".yaml", stem);
    }

    private static ModelSpec Read(TextReader text, string source, string stem)
    {
        var values = SpecYaml.Read(text, source);
        values["yaml_file"] = stem + ".yaml";
        values["scale"] = ModelName.ScaleOf(stem);
        return ModelSpec.FromValues(values, source);
    }

    private static string Stem(string nameOrPath) =>
        ModelName.WithoutAlias(IsYaml(nameOrPath) ? Path.GetFileNameWithoutExtension(nameOrPath) : Path.GetFileName(nameOrPath));

    private static bool IsYaml(string path) => Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML";

    private static string? FindOnDisk(string path)
    {
        if (!IsYaml(path))
        {
            return null;
        }

        var unified = Path.Combine(Path.GetDirectoryName(path) ?? "", ModelName.Unified(Path.GetFileNameWithoutExtension(path)) + Path.GetExtension(path));
        return File.Exists(path) ? path : File.Exists(unified) ? unified : null;
    }

    private static string? Find(string stem) =>
        Families.FirstOrDefault(name => name == ModelName.Unified(stem)) ?? Families.FirstOrDefault(name => name == stem);

    private static IEnumerable<string> AllNames() => Families.Concat(
        Families.Where(family => ModelName.ScaleOf(family).Length == 0)
            .SelectMany(family => "nsmlx".Select(letter => WithLetter(family, letter))));

    private static string WithLetter(string family, char letter)
    {
        var digits = family.IndexOfAny([.. "0123456789"]);
        var end = digits;
        while (end < family.Length && char.IsAsciiDigit(family[end]))
        {
            end++;
        }

        return family.Insert(end, letter.ToString());
    }
}
