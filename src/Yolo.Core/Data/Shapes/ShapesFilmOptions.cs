namespace Yolo.Data.Shapes;

/// <summary>What the generated film is like.</summary>
internal sealed record ShapesFilmOptions
{
    /// <summary>Frames, at least 1. Default 300.</summary>
    public int Frames { get; init; } = 300;

    /// <summary>Width of the picture in pixels, at least 64; its height is three quarters of it. Speeds and sizes grow with it. Videos have even sides: an odd one gets a black line more. Default 320.</summary>
    public int ImageSize { get; init; } = 320;

    /// <summary>Shapes at once, at least 1; where one has left the picture, another comes in. Default 6.</summary>
    public int Shapes { get; init; } = 6;

    /// <summary>Frames a second, above 0; the motion from one frame to the next is the same whatever it is. Default 30.</summary>
    public double FramesPerSecond { get; init; } = 30;

    /// <summary>Pixels a frame by which the camera moves, on a circle whose diameter is a quarter of the width. From 0, a still camera, to 4; above 1 it outruns slow shapes. Default 0.</summary>
    public double CameraSpeed { get; init; }

    /// <summary>Seed; another one gives another film. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>The program that writes the video: a name that is looked for in PATH, or a path. Default "ffmpeg".</summary>
    public string Ffmpeg { get; init; } = "ffmpeg";

    internal int Width => ImageSize;

    internal int Height => ImageSize * 3 / 4;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Frames, 1, nameof(Frames));
        ArgumentOutOfRangeException.ThrowIfLessThan(ImageSize, 64, nameof(ImageSize));
        ArgumentOutOfRangeException.ThrowIfLessThan(Shapes, 1, nameof(Shapes));
        ArgumentOutOfRangeException.ThrowIfNegative(CameraSpeed, nameof(CameraSpeed));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(CameraSpeed, 4, nameof(CameraSpeed));
        ArgumentException.ThrowIfNullOrWhiteSpace(Ffmpeg, nameof(Ffmpeg));
        if (!double.IsFinite(FramesPerSecond) || FramesPerSecond <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(FramesPerSecond), FramesPerSecond, "A film has more than 0 frames a second.");
        }
    }
}
