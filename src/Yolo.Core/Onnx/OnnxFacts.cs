using System.Globalization;
using Yolo.Geometry;
using Yolo.Models;

namespace Yolo.Onnx;

/// <summary>
/// What a file of a network says of itself, by the family's keys, and what the shapes of its input and outputs say beside that. Files of other exporters say less:
/// what the shapes leave no doubt about need not be said.
/// </summary>
/// <remarks>Legend: B pictures, H and W size of the input, C classes, E extras, A anchor points, K rows of an end-to-end head.</remarks>
internal sealed class OnnxFacts
{
    // A batch of pictures of four bytes a number; more is no picture, but a file that wants to fill the memory.
    private const long LargestInput = 1L << 31;
    private const int Channels = 3;
    private const int BoxNumbers = 4;
    private const int RowNumbers = 6;

    // Pixels of the input for one anchor point, at each level of the family's heads.
    private static readonly int[] Strides = [8, 16, 32];

    private readonly OnnxSession session;

    private OnnxFacts(OnnxSession session)
    {
        this.session = session;
    }

    internal required ModelForm Form { get; init; }

    /// <summary>The type of the input's numbers.</summary>
    internal SessionElement InputElements => session.Inputs[0].Elements;

    /// <summary>The only number of pictures that it takes; null if it takes any.</summary>
    internal int? OnlyBatch => Fixed(session.Inputs[0].Dimensions[0]);

    /// <summary>The size that it was exported for, height before width, by its own word.</summary>
    internal (int Height, int Width)? UsualSize { get; private init; }

    /// <summary>Which output has the boxes, or the probabilities of classes.</summary>
    internal required SessionPort Decoded { get; init; }

    /// <summary>Which output has the prototypes of masks; null without masks.</summary>
    internal SessionPort? Prototypes { get; private init; }

    /// <summary>Whether anchor points come before what is said of each: [B, A, 4 + C + E].</summary>
    internal bool IsTransposed { get; private init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">It is no network of the family, or does not say enough; what is missing.</exception>
    internal static OnnxFacts Read(OnnxSession session, OnnxHints hints)
    {
        RequireInput(session);
        var task = TaskOf(session, hints);
        var names = hints.Names?.ToList() ?? NamesOf(session.Metadata) ?? hints.NamesOtherwise(task)?.ToList();
        var keypoints = task == ModelTask.Pose ? hints.Keypoints ?? KeypointsOf(session.Metadata) : default;
        var prototypes = task == ModelTask.Segment ? OutputOf(session, dimensions: 4) : null;
        var decoded = OutputOf(session, dimensions: task == ModelTask.Classify ? 2 : 3);
        var extras = task switch
        {
            ModelTask.Segment => Required(Fixed(prototypes!.Dimensions[1]), "how many prototypes of masks there are"),
            ModelTask.Pose => keypoints.Count * keypoints.Dimensions,
            ModelTask.Obb => 1,
            _ => 0,
        };
        var (endToEnd, transposed, classes) = task == ModelTask.Classify
            ? (false, false, Fixed(decoded.Dimensions[1]))
            : LayoutOf(session, decoded.Dimensions, names?.Count, extras);
        names ??= [.. Enumerable.Range(0, Required(classes, "which classes it knows")).Select(index => index.ToString(CultureInfo.InvariantCulture))];
        if (classes is { } there && there != names.Count)
        {
            throw new FormatException(FormattableString.Invariant($"{names.Count} classes are named, and its output has room for {there}."));
        }

        var input = session.Inputs[0].Dimensions;
        var only = (Fixed(input[2]), Fixed(input[3])) is ({ } height, { } width) ? (height, width) : ((int Height, int Width)?)null;
        return new(session)
        {
            Form = new(task, names)
            {
                Stride = StrideFor(only, Math.Max(32, WholeNumber(session.Metadata, "stride") ?? 0)),
                OnlySize = only,
                EndToEnd = endToEnd,
                Keypoints = keypoints,
                KeypointNames = KeypointNamesOf(session.Metadata),
            },
            UsualSize = SizeOf(session.Metadata),
            Decoded = decoded,
            Prototypes = prototypes,
            IsTransposed = transposed,
        };
    }

    private static void RequireInput(OnnxSession session)
    {
        if (session.Inputs is not [{ Dimensions: [_, var channels, _, _] sizes } input])
        {
            throw new FormatException("it has not one input of pictures [batch, 3, height, width].");
        }

        if (channels is not (-1 or Channels))
        {
            throw new FormatException(FormattableString.Invariant($"its input has {channels} channels, and pictures have {Channels}."));
        }

        if (input.Elements is not (SessionElement.Float32 or SessionElement.Float16))
        {
            throw new FormatException("its input takes neither 32-bit nor 16-bit floating-point numbers.");
        }

        var bytes = sizes.Aggregate((decimal)sizeof(float), (product, size) => product * Math.Max(1, size));
        if (bytes > LargestInput)
        {
            throw new FormatException(FormattableString.Invariant($"its input takes {bytes / (1L << 30):0} GiB, which no picture has."));
        }
    }

    private static ModelTask TaskOf(OnnxSession session, OnnxHints hints)
    {

        if (session.Metadata.TryGetValue("task", out var task))
        {
            return Enum.TryParse<ModelTask>(task, ignoreCase: true, out var known) && Enum.IsDefined(known)
                ? known
                : throw new FormatException($"its task '{task}' is none of detect, segment, pose, obb, classify.");
        }

        var shapes = session.Outputs.Select(output => output.Dimensions.Count).ToList();
        return hints.Task is { } given ? given
            : shapes.Contains(4) && shapes.Contains(3) ? ModelTask.Segment
            : shapes is [2] ? ModelTask.Classify
            : session.Metadata.ContainsKey("kpt_shape") ? ModelTask.Pose
            : throw new FormatException("it does not say what it is for, and its outputs leave that open. Say it: task=detect, segment, pose, obb or classify (OnnxOptions.Task).");
    }

    private static SessionPort OutputOf(OnnxSession session, int dimensions) =>
        session.Outputs.FirstOrDefault(output => output.Elements is SessionElement.Float32 or SessionElement.Float16 && output.Dimensions.Count == dimensions)
        ?? throw new FormatException(FormattableString.Invariant($"it has no output of {dimensions} dimensions and of 32-bit or 16-bit floating-point numbers."));

    // How boxes lie in the output: by the file's word, and where it gives none by the numbers of classes and extras.
    private static (bool EndToEnd, bool Transposed, int? Classes) LayoutOf(OnnxSession session, IReadOnlyList<int> shape, int? classes, int extras)
    {
        var (middle, last) = (Fixed(shape[1]), Fixed(shape[2]));
        var row = RowNumbers + extras;
        if (SaysEndToEnd(session.Metadata) is { } said)
        {
            return said
                ? (last == row || last is null ? (true, false, null) : throw new FormatException(FormattableString.Invariant($"its rows have {last} numbers, and those of an end-to-end head have {row}.")))
                : Anchors(middle, last, classes, extras);
        }

        // A row of two classes is as long as one that is chosen already; the number of anchor points tells them apart.
        return last == row && middle != AnchorPoints(session.Inputs[0].Dimensions) ? (true, false, null) : Anchors(middle, last, classes, extras);
    }

    private static (bool EndToEnd, bool Transposed, int? Classes) Anchors(int? middle, int? last, int? classes, int extras)
    {
        var besides = BoxNumbers + extras;
        if (classes is { } known)
        {
            var numbers = known + besides;
            return middle == numbers || (middle is null && last != numbers) ? (false, false, known)
                : last == numbers ? (false, true, known)
                : throw new FormatException(FormattableString.Invariant($"its output has neither {numbers} rows nor columns: four numbers of a box, {known} classes, {extras} more."));
        }

        // There are fewer classes than anchor points.
        return (middle, last) is ({ } rows, { } columns)
            ? rows <= columns ? (false, false, rows - besides) : (false, true, columns - besides)
            : throw new FormatException("it does not say which classes it knows. Name them: names=cat,dog (OnnxOptions.Names), or the data set: data=data.yaml (OnnxOptions.Data).");
    }

    private static int? AnchorPoints(IReadOnlyList<int> input) => (Fixed(input[2]), Fixed(input[3])) is ({ } height, { } width)
        ? Strides.Sum(stride => height / stride * (width / stride))
        : null;

    // The only size is right as it is.
    private static int StrideFor((int Height, int Width)? only, int stride) =>
        only is var (height, width) && (height % stride != 0 || width % stride != 0) ? 1 : stride;

    private static bool? SaysEndToEnd(IReadOnlyDictionary<string, string> metadata)
    {
        var suppressed = Literal(metadata, "args") is List<KeyValuePair<object?, object?>> arguments && arguments.Any(pair => pair is { Key: "nms", Value: true });
        return suppressed ? true : Literal(metadata, "end2end") as bool?;
    }

    private static List<string>? NamesOf(IReadOnlyDictionary<string, string> metadata)
    {
        var names = Literal(metadata, "names") switch
        {
            null => null,
            List<object?> list => list,
            List<KeyValuePair<object?, object?>> pairs when pairs.Select(pair => pair.Key).ToHashSet().SetEquals(Enumerable.Range(0, pairs.Count).Select(index => (object?)(long)index)) => [.. pairs.OrderBy(pair => (long)pair.Key!).Select(pair => pair.Value)],
            List<KeyValuePair<object?, object?>> => throw new FormatException("the numbers of 'names' in its metadata are not 0, 1, 2, … with each of them once. Name them: names=cat,dog (OnnxOptions.Names)."),
            _ => throw new FormatException("'names' in its metadata is neither a list nor names by number."),
        };
        return names?.ConvertAll(name => Harmless(Convert.ToString(name, CultureInfo.InvariantCulture) ?? string.Empty));
    }

    // Names are printed, and a terminal obeys control characters.
    private static string Harmless(string name) => new([.. name.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter)]);

    private static KeypointShape KeypointsOf(IReadOnlyDictionary<string, string> metadata) => Literal(metadata, "kpt_shape") switch
    {
        List<object?> and [long count and > 0 and <= 1000, long dimensions and (2 or 3)] => new((int)count, (int)dimensions),
        _ => throw new FormatException("it does not say how many key points an object has, and of how many numbers. Say it: kpt_shape=17,3 (OnnxOptions.Keypoints)."),
    };

    private static Dictionary<int, IReadOnlyList<string>> KeypointNamesOf(IReadOnlyDictionary<string, string> metadata) =>
        Literal(metadata, "kpt_names") is List<KeyValuePair<object?, object?>> classes
            ? classes.Where(entry => entry is { Key: long, Value: List<object?> })
                .ToDictionary(entry => (int)(long)entry.Key!, entry => (IReadOnlyList<string>)[.. ((List<object?>)entry.Value!).Select(name => $"{name}")])
            : [];

    private static (int Height, int Width)? SizeOf(IReadOnlyDictionary<string, string> metadata) => Literal(metadata, "imgsz") switch
    {
        long size and > 0 and <= ushort.MaxValue => ((int)size, (int)size),
        List<object?> and [long height and > 0 and <= ushort.MaxValue, long width and > 0 and <= ushort.MaxValue] => ((int)height, (int)width),
        _ => null,
    };

    private static int? WholeNumber(IReadOnlyDictionary<string, string> metadata, string key) => Literal(metadata, key) switch
    {
        long number and > 0 and <= 1024 => (int)number,
        double number and > 0 and <= 1024 => (int)number,
        null => null,
        _ => throw new FormatException($"'{key}' in its metadata is no number from 1 to 1024."),
    };

    private static object? Literal(IReadOnlyDictionary<string, string> metadata, string key)
    {
        if (!metadata.TryGetValue(key, out var text))
        {
            return null;
        }

        try
        {
            return PythonLiteral.Parse(text);
        }
        catch (FormatException error)
        {
            throw new FormatException($"'{key}' in its metadata cannot be read: {error.Message}", error);
        }
    }

    private static int Required(int? number, string what) => number ?? throw new FormatException($"it does not say {what}.");

    private static int? Fixed(int dimension) => dimension > 0 ? dimension : null;
}
