using Yolo.Imaging;
using Yolo.Tracking.Kalman;
using Yolo.Tracking.Motion;

namespace Yolo.Tracking;

/// <summary>
/// BoT-SORT: as ByteTrack, and it takes out the motion of the camera and can tell objects apart by what they look like (Aharon, Orfaig and Bobrovsky,
/// "BoT-SORT: Robust Associations Multi-Pedestrian Tracking", 2022).
/// </summary>
public sealed class BotSort : Tracker
{
    private readonly BotSortOptions options;
    private readonly ICameraMotion? camera;
    private int appearanceLength;

    /// <summary>Begins without tracks.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public BotSort(BotSortOptions? options = null)
        : this(options ?? new(), options?.Camera == CameraMotion.None ? null : new SparseOpticalFlow())
    {
    }

    /// <summary>With a camera of one's own, for tests.</summary>
    internal BotSort(BotSortOptions options, ICameraMotion? camera)
        : base(options) => (this.options, this.camera) = (options, camera);

    /// <summary>How the camera moved from the last frame but one to the last, in pixels; the identity where that is not looked for.</summary>
    internal CameraWarp CameraWarp { get; private set; } = CameraWarp.Identity;

    private protected override BoxModel Model => SizeModel.Instance;

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        camera?.Reset();
        (CameraWarp, appearanceLength) = (CameraWarp.Identity, 0);
    }

    private protected override void Compensate(Image? picture, List<Track> moved, List<Track> unmoved)
    {
        if (camera is null || picture is null)
        {
            return;
        }

        CameraWarp = camera.Follow(picture);
        if (!CameraWarp.IsIdentity)
        {
            moved.ForEach(track => track.Warp(CameraWarp));
            unmoved.ForEach(track => track.Warp(CameraWarp));
        }
    }

    private protected override void Weigh(CostMatrix matrix, List<Track> tracks, List<Measurement> detections)
    {
        if (!options.UseAppearance)
        {
            base.Weigh(matrix, tracks, detections);
            return;
        }

        for (var track = 0; track < tracks.Count; track++)
        {
            var row = matrix[track];
            for (var detection = 0; detection < row.Length; detection++)
            {
                var measured = detections[detection];
                var unlike = AppearanceVector.Distance(tracks[track].Appearance, measured.Appearance);
                var isAsked = row[detection] <= 1 - options.ProximityThreshold && unlike <= 1 - options.AppearanceThreshold;
                row[detection] = Math.Min(options.FuseScore ? Fuse(row[detection], measured) : row[detection], isAsked ? unlike : 1);
            }
        }
    }

    private protected override IReadOnlyList<float[]>? Accept(IReadOnlyList<float[]>? appearances, int detections)
    {
        if (!options.UseAppearance)
        {
            return null;
        }

        if (appearances is null || appearances.Count != detections)
        {
            throw new ArgumentException(FormattableString.Invariant($"The tracker tells objects apart by what they look like (with_reid): it needs a vector for each of the {detections} detections and was given {appearances?.Count ?? 0}."), nameof(appearances));
        }

        var length = appearanceLength == 0 && detections > 0 ? appearances[0].Length : appearanceLength;
        float[][] accepted = [.. appearances.Select(vector => Accept(vector, length))];
        appearanceLength = length;
        return accepted;
    }

    private static float[] Accept(float[] vector, int length)
    {
        if (vector.Length != length || length == 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"Vectors of what detections look like have one length, here {length}; one has {vector.Length}."));
        }

        return Array.TrueForAll(vector, float.IsFinite)
            ? AppearanceVector.Normalize(vector)
            : throw new ArgumentException("A vector of what a detection looks like has a number that is none.");
    }
}
