using Yolo.Imaging;

namespace Yolo.Data.Labels;

/// <summary>Verifies one picture and its label file. Nothing is ever rewritten.</summary>
internal static class ImageVerifier
{
    private const int SmallestSide = 10;

    public static VerifiedImage Verify(string imagePath, LabelRules rules)
    {
        string labelPath = ImageList.LabelPath(imagePath);
        var (imageStamp, labelStamp) = (FileStamp.Of(imagePath), FileStamp.Of(labelPath));
        var faults = new List<LabelFault>();
        var (width, height) = ReadHeader(imagePath, faults);
        var labels = labelStamp.Length < 0 ? null : ReadLabels(labelPath, rules, faults);
        var verified = new VerifiedImage(
            imagePath, imageStamp, labelStamp, width, height, labelStamp.Length >= 0, labels?.Objects ?? [], faults, labels?.Duplicates.Count ?? 0);
        return verified.Corrupt ? verified with { Objects = [], Duplicates = 0 } : verified;
    }

    /// <summary>The size of a picture as shown, 0 if it cannot be read; what is wrong is added to the faults.</summary>
    internal static (int Width, int Height) ReadHeader(string path, List<LabelFault> faults)
    {
        try
        {
            var info = ImageInfo.Read(path);
            if (Math.Min(info.Width, info.Height) < SmallestSide)
            {
                faults.Add(new(path, 0, $"the picture has {info.Width}x{info.Height} pixels; each side needs at least {SmallestSide}", Fatal: true));
            }

            if (info.Truncated)
            {
                bool fatal = info.Format != ImageFormat.Jpeg;
                faults.Add(new(path, 0, fatal ? "the picture is cut off" : "the JPEG is cut off; what is missing is filled with grey", fatal));
            }

            return (info.Width, info.Height);
        }
        catch (Exception error) when (error is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            faults.Add(new(path, 0, FileReason.Of(path, error), Fatal: true));
            return (0, 0);
        }
    }

    private static ParsedLabels? ReadLabels(string path, LabelRules rules, List<LabelFault> faults)
    {
        try
        {
            var labels = LabelParser.Parse(new FileInfo(path).Length == 0 ? [] : File.ReadAllBytes(path), rules);
            faults.AddRange(labels.Faults.Select(fault => new LabelFault(path, fault.Line, fault.Message, Fatal: true)));
            faults.AddRange(labels.Warnings.Select(warning => new LabelFault(path, warning.Line, warning.Message, Fatal: false)));
            faults.AddRange(labels.Duplicates.Select(row => new LabelFault(path, row.Line, $"repeats line {row.First} and is left out", Fatal: false)));
            return labels;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(path, 0, FileReason.Of(path, error), Fatal: true));
            return null;
        }
    }
}
