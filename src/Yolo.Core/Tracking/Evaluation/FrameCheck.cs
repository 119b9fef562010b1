using Yolo.Geometry;

namespace Yolo.Tracking.Evaluation;

/// <summary>Refuses boxes of which metrics would say something that is not so.</summary>
internal sealed class FrameCheck
{
    private readonly HashSet<int> ids = [];
    private int last;

    /// <summary>What is wrong with the place of an object, or null.</summary>
    internal static string? Fault(in TrackedBox tracked)
    {
        var box = tracked.Box;
        return !Box.AreNumbers(box.X1, box.Y1, box.X2, box.Y2) ? "its box holds what is no finite number"
            : box.Width < 0 || box.Height < 0 ? "its box is turned inside out: x2 must not be below x1, nor y2 below y1"
            : null;
    }

    /// <summary>Looks at the next frame.</summary>
    /// <exception cref="ArgumentException">It cannot be judged.</exception>
    internal void Next(IReadOnlyList<TrackedBox> truth, IReadOnlyList<TrackedBox> found)
    {
        int frame = truth.Count > 0 ? truth[0].Frame : found.Count > 0 ? found[0].Frame : last + 1;
        if (frame < 1)
        {
            throw Error($"A frame is numbered {frame}; frames are numbered from 1.");
        }

        if (frame <= last)
        {
            throw Error($"Frame {frame} follows frame {last}; add frames in ascending order, each once.");
        }

        Check(truth, "true", frame, nameof(truth));
        Check(found, "found", frame, nameof(found));
        last = frame;
    }

    private static ArgumentException Error(FormattableString message, string? parameter = null) => new(FormattableString.Invariant(message), parameter);

    private void Check(IReadOnlyList<TrackedBox> boxes, string side, int frame, string parameter)
    {
        ids.Clear();
        for (int at = 0; at < boxes.Count; at++)
        {
            var tracked = boxes[at];
            if (tracked.Frame != frame)
            {
                throw Error($"A {side} box of frame {tracked.Frame} lies among those of frame {frame}; add the boxes of one frame at a time.", parameter);
            }

            if (!ids.Add(tracked.Id))
            {
                throw Error($"Frame {frame}: the id {tracked.Id} occurs twice among the {side} boxes; give each object of a frame an id of its own.", parameter);
            }

            if (Fault(tracked) is { } fault)
            {
                throw Error($"Frame {frame}, {side} id {tracked.Id}: {fault}.", parameter);
            }
        }
    }
}
