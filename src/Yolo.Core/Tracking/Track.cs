using Yolo.Geometry;
using Yolo.Tracking.Kalman;
using Yolo.Tracking.Motion;

namespace Yolo.Tracking;

/// <summary>One object over time. It changes from frame to frame; what is to be kept is to be copied.</summary>
public sealed class Track
{
    private readonly BoxModel model;
    private readonly KalmanFilter filter;

    internal Track(int id, BoxModel model, in Measurement measured, int frame)
    {
        (Id, StartFrame, this.model) = (id, frame, model);
        Span<double> numbers = stackalloc double[KalmanFilter.Size];
        model.Write(measured.Box, numbers);
        filter = new KalmanFilter(model, numbers);
        Take(measured, frame);
    }

    /// <summary>Number of the track, from 1.</summary>
    public int Id { get; }

    /// <summary>What has become of it.</summary>
    public TrackState State { get; internal set; }

    /// <summary>Whether it is reported: one that begins after the first frame only when its object was found twice in a row.</summary>
    public bool IsConfirmed { get; internal set; }

    /// <summary>Class of its last detection.</summary>
    public int Class { get; private set; }

    /// <summary>Confidence of its last detection, between 0 and 1.</summary>
    public float Confidence { get; private set; }

    /// <summary>Index of its last detection among those of that frame.</summary>
    public int Detection { get; private set; }

    /// <summary>The frame in which it began, from 1.</summary>
    public int StartFrame { get; }

    /// <summary>The last frame in which its object was found.</summary>
    public int LastFrame { get; private set; }

    /// <summary>Where the object is, or is thought to be while it is lost, in pixels. Of rotated boxes the upright one around it.</summary>
    public Box Box => Rotated is { } rotated ? rotated.Upright() : Upright;

    /// <summary>The same with the angle of its last detection; null for upright boxes.</summary>
    public RotatedRectangle? Rotated => Angle is { } angle ? Estimate.ToRectangle(angle) : null;

    /// <summary>How far its centre moves, in pixels a frame.</summary>
    public (double X, double Y) Velocity => (filter.Mean[KalmanFilter.Size], filter.Mean[KalmanFilter.Size + 1]);

    /// <summary>Angle of its last detection; null for upright boxes.</summary>
    internal float? Angle { get; private set; }

    /// <summary>The box without its angle.</summary>
    internal Box Upright => Estimate.ToBox();

    /// <summary>What its object looks like, smoothed over time, of length 1; null where that is not asked.</summary>
    internal float[]? Appearance { get; private set; }

    /// <summary>Whether it was given up before. The reference finds such a track again for one more frame; when it is lost after that, it is forgotten at once.</summary>
    internal bool WasGivenUp { get; set; }

    private CentredBox Estimate => model.Read(filter.Mean);

    /// <summary>Moves on by one frame.</summary>
    internal void Predict() => filter.Predict(isLost: State != TrackState.Tracked);

    /// <summary>Follows the camera.</summary>
    internal void Warp(in CameraWarp warp) => filter.Warp(warp);

    /// <summary>Takes in that the object was found.</summary>
    internal void Update(in Measurement measured, int frame)
    {
        Span<double> numbers = stackalloc double[KalmanFilter.Size];
        model.Write(measured.Box, numbers);
        filter.Update(numbers);
        IsConfirmed = true;
        Take(measured, frame);
    }

    private void Take(in Measurement measured, int frame)
    {
        State = TrackState.Tracked;
        LastFrame = frame;
        (Class, Confidence, Detection, Angle) = (measured.Class, measured.Confidence, measured.Index, measured.Angle);
        Appearance = Appearance is { } smooth ? AppearanceVector.Blend(smooth, measured.Appearance!) : measured.Appearance;
    }
}
