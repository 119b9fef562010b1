using Yolo.Imaging;
using Yolo.Results;
using Yolo.Tracking.Kalman;

namespace Yolo.Tracking;

/// <summary>
/// Numbers the objects of a video: hands each detection of a frame to the track that it belongs to. Reads from top to bottom: tracks move on by a
/// frame, confident detections are sought among all of them, the others among those that are left, and what is left of the confident ones begins tracks.
/// </summary>
/// <remarks>ByteTrack's scheme (Zhang and others 2022), which BoT-SORT (Aharon and others 2022) adds to. For one thread at a time; it uses no libtorch.</remarks>
public abstract class Tracker
{
    // How far detections may be apart from tracks: unsure ones, and those of tracks that were seen once; how near a lost track is a double of another.
    private const double UnsureLimit = 0.5, UnconfirmedLimit = 0.7, DoubleLimit = 0.15;

    private readonly TrackerOptions options;
    private readonly Association association = new();
    private readonly FrameDetections seen;
    private readonly List<Track> pool = [];
    private readonly List<Track> unconfirmed = [];
    private readonly List<Track> found = [];
    private readonly List<Track> born = [];
    private readonly List<Track> ended = [];
    private readonly List<Track> tracked = [];
    private readonly List<Track> lost = [];

    /// <summary>Begins without tracks.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    private protected Tracker(TrackerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        this.options = options;
        seen = new FrameDetections(options);
    }

    /// <summary>The settings.</summary>
    public TrackerOptions Options => options;

    /// <summary>Frames that were seen since the beginning, or since the reset.</summary>
    public int Frame { get; private set; }

    /// <summary>Tracks that were begun since the beginning, or since the reset; the last id that was given out.</summary>
    public int Count { get; private set; }

    /// <summary>Tracks that were reported so far, before resets, too.</summary>
    public int Reported { get; private set; }

    /// <summary>Tracks whose object was found in the last frame, unconfirmed ones, too.</summary>
    public IReadOnlyList<Track> Tracks => tracked;

    /// <summary>Tracks that are waited for; those that have just been given up stand here for one more frame.</summary>
    public IReadOnlyList<Track> Lost => lost;

    /// <summary>Tracks that were reported for the first time in the last frame.</summary>
    public IReadOnlyList<Track> Born => born;

    /// <summary>Tracks that were given up in the last frame. One that is found again in the very next goes on with its id, and ends once more when it is lost then, as in the reference.</summary>
    public IReadOnlyList<Track> Ended => ended;

    private protected abstract BoxModel Model { get; }

    /// <summary>Takes in the upright boxes of the next frame.</summary>
    /// <param name="detections">In pixels. Ids are not looked at; boxes without an area, and less confident ones than the low threshold, are passed over.</param>
    /// <param name="picture">The frame, for trackers that look at it; null leaves that out.</param>
    /// <param name="appearances">What each detection looks like, vectors of one length, for trackers that use it.</param>
    /// <returns>The objects of the frame that have a confirmed track.</returns>
    /// <exception cref="ArgumentException">A number of a detection is none, or appearances are wanted and missing, or differ in number or length.</exception>
    public IReadOnlyList<TrackedObject> Update(IReadOnlyList<Detection> detections, Image? picture = null, IReadOnlyList<float[]>? appearances = null)
    {
        ArgumentNullException.ThrowIfNull(detections);
        seen.Take(detections, Accept(appearances, detections.Count));
        return Follow(picture);
    }

    /// <summary>Takes in the rotated boxes of the next frame.</summary>
    /// <inheritdoc cref="Update(IReadOnlyList{Detection}, Image?, IReadOnlyList{float[]}?)"/>
    public IReadOnlyList<TrackedObject> Update(IReadOnlyList<RotatedBox> detections, Image? picture = null, IReadOnlyList<float[]>? appearances = null)
    {
        ArgumentNullException.ThrowIfNull(detections);
        seen.Take(detections, Accept(appearances, detections.Count));
        return Follow(picture);
    }

    /// <summary>Forgets everything; ids begin with 1 again.</summary>
    public virtual void Reset()
    {
        (Frame, Count) = (0, 0);
        tracked.Clear();
        lost.Clear();
        born.Clear();
        ended.Clear();
    }

    /// <summary>What a tracker does when tracks have moved on by a frame, before detections are sought among them.</summary>
    private protected virtual void Compensate(Image? picture, List<Track> moved, List<Track> unmoved)
    {
    }

    /// <summary>Turns the distances between tracks and confident detections into what their pairs cost.</summary>
    private protected virtual void Weigh(CostMatrix matrix, List<Track> tracks, List<Measurement> detections)
    {
        if (!options.FuseScore)
        {
            return;
        }

        for (var track = 0; track < tracks.Count; track++)
        {
            var row = matrix[track];
            for (var detection = 0; detection < row.Length; detection++)
            {
                row[detection] = Fuse(row[detection], detections[detection]);
            }
        }
    }

    /// <summary>A distance, farther the less confident the detection is.</summary>
    private protected static double Fuse(double distance, in Measurement detection) => 1 - ((1 - distance) * detection.Confidence);

    /// <summary>What detections look like, as vectors of length 1; null for trackers that do not ask. Throws unless there is one for each.</summary>
    private protected virtual IReadOnlyList<float[]>? Accept(IReadOnlyList<float[]>? appearances, int detections) => null;

    private List<TrackedObject> Follow(Image? picture)
    {
        Frame++;
        Begin();
        Compensate(picture, pool, unconfirmed);

        association.Run(pool, seen.High, options.MatchThreshold, Weigh, Match);
        pool.RemoveAll(track => track.State != TrackState.Tracked);
        association.Run(pool, seen.Low, UnsureLimit, weigh: null, Match);
        pool.ForEach(track => track.State = TrackState.Lost);

        association.Run(unconfirmed, seen.High, UnconfirmedLimit, Weigh, Match);
        unconfirmed.ForEach(GiveUp);
        StartTracks();
        Close();
        return Report();
    }

    // Sorts tracks by whether they are confirmed; those that are, and the lost ones, move on.
    private void Begin()
    {
        Clear(pool, unconfirmed, found, born, ended);
        foreach (var track in tracked)
        {
            (track.IsConfirmed ? pool : unconfirmed).Add(track);
        }

        pool.AddRange(lost);
        foreach (var track in pool)
        {
            track.Predict();
        }
    }

    private void Match(Track track, Measurement detection)
    {
        if (track.State != TrackState.Tracked)
        {
            found.Add(track);
        }
        else if (!track.IsConfirmed)
        {
            born.Add(track);
        }

        track.Update(detection, Frame);
    }

    // In the first frame there is nothing to be confirmed by.
    private void StartTracks()
    {
        foreach (var measured in seen.High)
        {
            if (measured.Confidence >= (float)options.NewThreshold)
            {
                var track = new Track(++Count, Model, measured, Frame) { IsConfirmed = Frame == 1 };
                tracked.Add(track);
                if (track.IsConfirmed)
                {
                    born.Add(track);
                }
            }
        }
    }

    // A track that was given up and came back is not waited for again.
    private void Close()
    {
        foreach (var track in lost)
        {
            if (track.State == TrackState.Lost && Frame - track.LastFrame > options.Buffer)
            {
                GiveUp(track);
            }
        }

        lost.RemoveAll(track => track.State == TrackState.Tracked || (track.WasGivenUp && !ended.Contains(track)));
        foreach (var track in tracked)
        {
            if (track.State == TrackState.Lost && track.WasGivenUp)
            {
                GiveUp(track);
            }
            else if (track.State == TrackState.Lost)
            {
                lost.Add(track);
            }
        }

        tracked.RemoveAll(track => track.State != TrackState.Tracked);
        tracked.AddRange(found);
        DropDoubles();
        Reported += born.Count;
    }

    private void GiveUp(Track track)
    {
        if (track.State != TrackState.Removed)
        {
            ended.Add(track);
        }

        track.State = TrackState.Removed;
        track.WasGivenUp = true;
    }

    // Of a track and a lost one in the same place the younger is a mistake.
    private void DropDoubles()
    {
        HashSet<Track>? doubles = null;
        foreach (var other in lost)
        {
            foreach (var track in tracked)
            {
                if (CostMatrix.Distance(track, other) < DoubleLimit)
                {
                    doubles ??= [];
                    doubles.Add(track.LastFrame - track.StartFrame > other.LastFrame - other.StartFrame ? other : track);
                }
            }
        }

        if (doubles is not null)
        {
            tracked.RemoveAll(doubles.Contains);
            lost.RemoveAll(doubles.Contains);
            born.RemoveAll(doubles.Contains);
            foreach (var track in doubles)
            {
                GiveUp(track);
            }
        }
    }

    private List<TrackedObject> Report()
    {
        var objects = new List<TrackedObject>(tracked.Count);
        foreach (var track in tracked)
        {
            if (track.IsConfirmed)
            {
                objects.Add(new(track.Id, track.Box, track.Confidence, track.Class, track.Detection, track.Rotated));
            }
        }

        return objects;
    }

    private static void Clear(params ReadOnlySpan<List<Track>> lists)
    {
        foreach (var list in lists)
        {
            list.Clear();
        }
    }
}
