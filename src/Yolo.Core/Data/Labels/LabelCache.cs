using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Yolo.Data.Labels;

/// <summary>Keeps what verification learned in a file beside the label folder, and gives back what still holds.</summary>
/// <remarks>
/// Layout: 8 bytes magic with the version, SHA-256 of the rest, the rules, then one record a picture. Paths are relative to the file, so that a data set
/// can be moved. The name differs from the reference's, whose own cache may lie there.
/// </remarks>
internal sealed class LabelCache
{
    private const string Extension = ".yolocache";
    private const int HashSize = SHA256.HashSizeInBytes;

    private static readonly byte[] Magic = "YOLOLAB2"u8.ToArray();

    private readonly string rules;

    private LabelCache(string file, LabelRules labelRules)
    {
        Path = file;
        var (count, dimensions) = labelRules.Keypoints ?? default;
        rules = string.Create(CultureInfo.InvariantCulture, $"classes {(labelRules.SingleClass ? -1 : labelRules.Classes)} keypoints {count}x{dimensions} form {labelRules.Form}");
    }

    public string Path { get; }

    /// <summary>The cache of a list of pictures: it is named after the folder of the first label file.</summary>
    public static LabelCache For(string firstImage, LabelRules rules) =>
        new(System.IO.Path.GetDirectoryName(ImageList.LabelPath(firstImage)) + Extension, rules);

    /// <summary>Reads all records; none if there is no cache, or one for other rules, of another version, or damaged.</summary>
    public Dictionary<string, VerifiedImage> Load()
    {
        var images = new Dictionary<string, VerifiedImage>(StringComparer.Ordinal);
        try
        {
            byte[] content = File.Exists(Path) ? File.ReadAllBytes(Path) : [];
            if (!Intact(content))
            {
                return images;
            }

            using var reader = new BinaryReader(new MemoryStream(content, Magic.Length + HashSize, content.Length - Magic.Length - HashSize));
            var records = new LabelCacheRecords(Folder);
            if (reader.ReadString() == rules)
            {
                for (int left = reader.ReadInt32(); left > 0; left--)
                {
                    var image = records.Read(reader);
                    images[image.Path] = image;
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            images.Clear();
        }

        return images;
    }

    /// <summary>Replaces the cache.</summary>
    /// <returns>Why that was impossible, or null.</returns>
    public string? Save(IReadOnlyCollection<VerifiedImage> images)
    {
        if (!WritableFolder.Allows(Path))
        {
            return $"The label cache is not kept, because {Folder} cannot be written to; labels are verified anew each time.";
        }

        try
        {
            byte[] body = Body(images);
            AtomicFile.Write(Path, stream =>
            {
                stream.Write(Magic);
                stream.Write(SHA256.HashData(body));
                stream.Write(body);
            });
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"The label cache {Path} cannot be written ({error.Message}); labels are verified anew each time.";
        }
    }

    private string Folder => System.IO.Path.GetDirectoryName(Path)!;

    private static bool Intact(ReadOnlySpan<byte> content) =>
        content.Length > Magic.Length + HashSize
        && content.StartsWith(Magic)
        && content.Slice(Magic.Length, HashSize).SequenceEqual(SHA256.HashData(content[(Magic.Length + HashSize)..]));

    private byte[] Body(IReadOnlyCollection<VerifiedImage> images)
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8, leaveOpen: true))
        {
            var records = new LabelCacheRecords(Folder);
            writer.Write(rules);
            writer.Write(images.Count);
            foreach (var image in images)
            {
                records.Write(writer, image);
            }
        }

        return memory.ToArray();
    }
}
