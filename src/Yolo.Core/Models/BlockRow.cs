namespace Yolo.Models;

/// <summary>A row while its arguments are arranged: what the file says, and what is known by then.</summary>
internal sealed class BlockRow
{
    /// <summary>The network.</summary>
    public required ModelSpec Spec { get; init; }

    /// <summary>The row's arguments with names such as nc replaced: null, bool, int, double, string, lists.</summary>
    public required IReadOnlyList<object?> Arguments { get; init; }

    /// <summary>Channels of each input; a block that splits its output has several.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Inputs { get; init; }

    /// <summary>How often the block is repeated, after depth scaling.</summary>
    public required int Repeats { get; init; }

    /// <summary>File, line and block, for errors.</summary>
    public required string Place { get; init; }

    /// <summary>Channels of the only input.</summary>
    public int InputChannels => Inputs[0].Sum();

    /// <summary>Channels after the width of the scale, a multiple of 8.</summary>
    public int Scaled(int channels)
    {
        var factors = Spec.EffectiveFactors;
        return (int)Math.Ceiling(Math.Min(channels, factors.MaximumChannels) * factors.Width / 8) * 8;
    }

    /// <summary>An error about the row, which names file, line and block.</summary>
    public ModelSpecException Error(string message) => new($"{Place}: {message}");

    /// <summary>A whole number among the row's arguments.</summary>
    public int WholeNumber(int index, int? fallback = null) => new BlockArguments(Arguments, Spec, Place).WholeNumber(index, fallback);
}
