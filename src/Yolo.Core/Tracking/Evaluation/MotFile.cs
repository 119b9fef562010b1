using System.Text;

namespace Yolo.Tracking.Evaluation;

/// <summary>
/// Tracks as text in the form of the MOTChallenge: a box a line, <c>frame,id,left,top,width,height,confidence,class,visibility</c>, in pixels, with frames
/// and ids from 1. Class is the index in the list of classes, from 0.
/// </summary>
public static class MotFile
{
    /// <summary>Reads a file; one that is empty holds no boxes. Pipes and devices count as empty.</summary>
    /// <param name="path">
    /// The file. Lines have 6 to 10 columns: without confidence it is 1, without class, or with the class -1 of lines that end in coordinates of the world,
    /// it is 0; what follows is ignored. A confidence of 0, which the MOTChallenge's truth gives to objects that are not to be judged, is kept as it is.
    /// </param>
    /// <returns>The boxes in the order of their lines.</returns>
    /// <exception cref="FormatException">A line is something else, or repeats an id of its frame. The message begins with file and line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<TrackedBox> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var boxes = new List<TrackedBox>();
        if (RegularFile.HoldsNothing(path))
        {
            return boxes;
        }

        var lineOfObject = new Dictionary<(int Frame, int Id), int>();
        int line = 0;
        foreach (string text in File.ReadLines(path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            if (MotLine.Parse(text, out var tracked) is { } fault)
            {
                throw Error(path, line, fault);
            }

            if (!lineOfObject.TryAdd((tracked.Frame, tracked.Id), line))
            {
                int first = lineOfObject[(tracked.Frame, tracked.Id)];
                throw Error(path, line, FormattableString.Invariant($"id {tracked.Id} of frame {tracked.Frame} stands in line {first} already; give each object of a frame an id of its own"));
            }

            boxes.Add(tracked);
        }

        return boxes;
    }

    /// <summary>Writes a file, which is there whole or not at all. The folder is made. Visibility is written as 1.</summary>
    /// <param name="path">The file.</param>
    /// <param name="boxes">The boxes, in the order of the lines.</param>
    /// <exception cref="ArgumentException">
    /// A frame or id is below 1, a class below 0, a number none, a box turned inside out, or an id occurs twice in a frame. Nothing is written.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<TrackedBox> boxes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(boxes);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
            var objects = new HashSet<(int Frame, int Id)>();
            foreach (var tracked in boxes)
            {
                string? fault = MotLine.Fault(tracked) ?? (objects.Add((tracked.Frame, tracked.Id)) ? null : "the id occurs twice in the frame");
                if (fault is not null)
                {
                    throw new ArgumentException(FormattableString.Invariant($"Frame {tracked.Frame}, id {tracked.Id}: {fault}."), nameof(boxes));
                }

                writer.WriteLine(MotLine.Format(tracked));
            }
        });
    }

    private static FormatException Error(string path, int line, string fault) => new(FormattableString.Invariant($"{path}:{line}: {fault}."));
}
