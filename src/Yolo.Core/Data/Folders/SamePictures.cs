using System.Security.Cryptography;
using Yolo.Data.Labels;

namespace Yolo.Data.Folders;

/// <summary>Finds files that are the same picture.</summary>
internal static class SamePictures
{
    /// <summary>Enough to tell pictures of one size apart without reading all of them.</summary>
    private const int Probe = 4096;

    /// <summary>Pairs of pictures with the same content and different classes, in the order of the list.</summary>
    public static IReadOnlyList<(LabelledImage First, LabelledImage Second)> InSeveralClasses(IReadOnlyList<LabelledImage> images)
    {
        var alike = images.GroupBy(image => (new FileInfo(image.Path).Length, image.Width, image.Height)).Where(InClasses)
            .SelectMany(group => group.GroupBy(image => Digest(image.Path, Probe))).Where(InClasses)
            .SelectMany(group => group.GroupBy(image => Digest(image.Path, long.MaxValue))).Where(InClasses);
        return [.. alike.SelectMany(group => group.Where(image => image.Objects[0].Class != group.First().Objects[0].Class).Select(image => (group.First(), image)))];
    }

    private static bool InClasses(IEnumerable<LabelledImage> group) => group.Select(image => image.Objects[0].Class).Distinct().Skip(1).Any();

    /// <summary>The digest of so many bytes from the middle of a file, or of all; a file that cannot be read is like no other.</summary>
    private static string Digest(string path, long bytes)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (bytes >= file.Length)
            {
                return Convert.ToHexString(SHA256.HashData(file));
            }

            byte[] middle = new byte[bytes];
            file.Position = (file.Length - bytes) / 2;
            file.ReadExactly(middle);
            return Convert.ToHexString(SHA256.HashData(middle));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
