namespace Yolo.Models;

/// <summary>How the arguments of a row become those of a constructor, kind of block by kind of block.</summary>
internal static class ArgumentRules
{
    // Letters of the larger scales. No letter at all (a file without scales) counts as one of them in the family, so it does here.
    private static readonly string[] LargeFromM = ["m", "l", "x", ""];
    private static readonly string[] LargeFromL = ["l", "x", ""];

    /// <summary>(input channels, output channels scaled by width, the rest).</summary>
    public static ArrangedRow Scaled(BlockRow row)
    {
        var outputs = OutputsOf(row);
        return new([row.InputChannels, outputs, .. row.Arguments.Skip(1)], [outputs]);
    }

    /// <summary>(input channels, output channels scaled by width, repeats, the rest).</summary>
    public static ArrangedRow ScaledWithRepeats(BlockRow row)
    {
        var outputs = OutputsOf(row);
        return new([row.InputChannels, outputs, row.Repeats, .. row.Arguments.Skip(1)], [outputs], RepeatsInside: true);
    }

    /// <summary>As <see cref="ScaledWithRepeats"/>; the larger scales always nest C3k blocks.</summary>
    public static ArrangedRow C3k2(BlockRow row)
    {
        var arranged = ScaledWithRepeats(row);
        return LargeFromM.Contains(row.Spec.EffectiveScale)
            ? arranged with { Arguments = [.. arranged.Arguments.Take(3), true, .. arranged.Arguments.Skip(4)] }
            : arranged;
    }

    /// <summary>As <see cref="ScaledWithRepeats"/>; the largest scales add a residual and narrow the hidden layer.</summary>
    public static ArrangedRow A2C2f(BlockRow row)
    {
        var arranged = ScaledWithRepeats(row);
        return LargeFromL.Contains(row.Spec.EffectiveScale)
            ? arranged with { Arguments = [.. arranged.Arguments, true, 1.2] }
            : arranged;
    }

    /// <summary>Arguments as they are written; as many channels as the input.</summary>
    public static ArrangedRow Unchanged(BlockRow row) => new(row.Arguments, [row.InputChannels]);

    /// <summary>Arguments as they are written, of which the second are the output channels.</summary>
    public static ArrangedRow AsWritten(BlockRow row) => new(row.Arguments, [row.WholeNumber(1)]);

    /// <summary>(which one, channels of the parts of the only input or none), from [which one] or [its channels, which one].</summary>
    public static ArrangedRow Index(BlockRow row)
    {
        var channels = row.Inputs.Count > 1 ? [.. row.Inputs.Select(input => input.Sum())] : row.Inputs[0];
        var written = row.WholeNumber(row.Arguments.Count > 1 ? 1 : 0, 0);
        var index = written < 0 ? written + channels.Count : written;
        if (channels.Count == 1 || index < 0 || index >= channels.Count || (row.Arguments.Count > 1 && row.WholeNumber(0) != channels[index]))
        {
            throw row.Error($"it chooses among several rows or the parts of a CBLinear, by [index] or [channels, index]; there are {string.Join(", ", channels)} channels, and it says {SpecReader.Show(row.Arguments)}.");
        }

        return new([index, row.Inputs.Count > 1 ? null : channels.Select(part => (object?)part).ToList()], [channels[index]]);
    }

    /// <summary>(input channels).</summary>
    public static ArrangedRow InputChannels(BlockRow row) => new([row.InputChannels], [row.InputChannels]);

    /// <summary>Arguments as they are written; the channels of all inputs together.</summary>
    public static ArrangedRow Concat(BlockRow row) => new(row.Arguments, [row.Inputs.Sum(input => input.Sum())]);

    /// <summary>(input channels, list of output channels, the rest); the output is split.</summary>
    public static ArrangedRow CbLinear(BlockRow row) => new(
        [row.InputChannels, .. row.Arguments],
        new BlockArguments(row.Arguments, row.Spec, row.Place).WholeNumbers(0));

    /// <summary>(which part of each input, channels of the parts of each input); as many channels as the last input.</summary>
    public static ArrangedRow CbFuse(BlockRow row) => new(
        [.. row.Arguments, row.Inputs.SkipLast(1).Select(input => (object?)input.Select(channels => (object?)channels).ToList()).ToList()],
        [row.Inputs[^1].Sum()]);

    /// <summary>(the row's arguments, bins, end-to-end, channels of the pyramid).</summary>
    public static ArrangedRow Head(BlockRow row) => Head(row, row.Arguments);

    /// <summary>(classes, masks, hidden channels scaled by width, bins, end-to-end, channels of the pyramid).</summary>
    public static ArrangedRow Segment(BlockRow row) => Head(row, [row.WholeNumber(0), row.WholeNumber(1, 32), row.Scaled(row.WholeNumber(2, 256))]);

    /// <summary>(classes, channels of the pyramid).</summary>
    public static ArrangedRow V10Detect(BlockRow row) => new([.. row.Arguments, Pyramid(row)], []);

    private static ArrangedRow Head(BlockRow row, IReadOnlyList<object?> arguments) =>
        new([.. arguments, row.Spec.RegressionBins, row.Spec.EndToEnd, Pyramid(row)], []);

    private static List<object?> Pyramid(BlockRow row) => [.. row.Inputs.Select(input => (object?)input.Sum())];

    // A width that happens to equal the number of classes is not scaled: so it is in the family, and weights depend on it.
    private static int OutputsOf(BlockRow row)
    {
        var written = row.WholeNumber(0);
        return written == row.Spec.Classes ? written : row.Scaled(written);
    }
}
