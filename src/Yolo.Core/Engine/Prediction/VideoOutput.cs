using System.Globalization;
using Yolo.Results;
using Yolo.Sources.Video;

namespace Yolo.Engine.Prediction;

/// <summary>Writes what belongs to one video: the video with what was found drawn, its frames as pictures, a label file and crops for each frame.</summary>
internal sealed class VideoOutput(string directory, string stem, PredictOptions options) : IDisposable
{
    private VideoWriter? writer;

    /// <summary>Writes one frame. The drawing comes last: it is done on the snapshot's own picture.</summary>
    internal void Write(Result result)
    {
        var number = result.Frame!.Number.ToString(CultureInfo.InvariantCulture);
        if (options.SaveTxt)
        {
            result.SaveTxt(Path.Combine(directory, "labels", $"{stem}_{number}.txt"), options.SaveConfidence);
        }

        if (options.SaveCrop)
        {
            result.SaveCrop(Path.Combine(directory, "crops"), $"{stem}_{number}");
        }

        if (!options.Save && !options.SaveFrames)
        {
            return;
        }

        var picture = result.PlotInPlace(options.Plot);
        if (options.SaveFrames)
        {
            picture.Save(Path.Combine(directory, stem + "_frames", $"{stem}_{number}.jpg"));
        }

        if (options.Save)
        {
            writer ??= new VideoWriter(Path.Combine(directory, stem + ".mp4"), picture.Width, picture.Height, result.Frame.FramesPerSecond, options.Reading.Ffmpeg);
            writer.Write(picture);
        }
    }

    /// <summary>Completes the video.</summary>
    internal void Finish() => writer?.Finish();

    /// <summary>Completes the video as far as it was written.</summary>
    public void Dispose() => writer?.Dispose();
}
