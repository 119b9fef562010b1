using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The tensor repeated along each dimension; missing counts are 1.</summary>
    public static Tensor tile(Tensor input, long[] dims) => input.tile(dims);

    /// <summary>Each element repeated, along a dimension or of the flattened tensor.</summary>
    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) =>
        input.repeat_interleave(repeats, dim, output_size);

    /// <summary>Each element repeated a number of times of its own.</summary>
    public static Tensor repeat_interleave(Tensor input, Tensor repeats, long? dim = null, long? output_size = null) =>
        input.repeat_interleave(repeats, dim, output_size);

    /// <summary>The order along some dimensions turned round.</summary>
    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);

    /// <summary>The order along the second dimension turned round.</summary>
    public static Tensor fliplr(Tensor input) => input.fliplr();

    /// <summary>The order along the first dimension turned round.</summary>
    public static Tensor flipud(Tensor input) => input.flipud();

    /// <summary>Elements shifted along a dimension, or of the flattened tensor; what leaves at the end comes in at the start.</summary>
    public static Tensor roll(Tensor input, long shifts, long? dims = null) => input.roll(shifts, dims);

    /// <summary>Elements shifted along the first dimension.</summary>
    public static Tensor roll(Tensor input, long[] shifts) => input.roll(shifts);

    /// <summary>Elements shifted along some dimensions.</summary>
    public static Tensor roll(Tensor input, long[] shifts, long[] dims) => input.roll(shifts, dims);

    /// <summary>Elements shifted along two dimensions.</summary>
    public static Tensor roll(Tensor input, (long, long) shifts, (long, long) dims) => input.roll(shifts, dims);

    /// <summary>Elements shifted along three dimensions.</summary>
    public static Tensor roll(Tensor input, (long, long, long) shifts, (long, long, long) dims) => input.roll(shifts, dims);

    /// <summary>Elements shifted along some dimensions.</summary>
    public static Tensor roll(Tensor input, ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => input.roll(shifts, dims);

    /// <summary>Turned by a number of quarter turns in the plane of two dimensions, the first two unless told otherwise.</summary>
    public static Tensor rot90(Tensor input, long k = 1, (long, long)? dims = null) => input.rot90(k, dims);

    /// <summary>Some dimensions moved to other places.</summary>
    public static Tensor movedim(Tensor input, long[] source, long[] destination) => input.movedim(source, destination);

    /// <summary>Some dimensions moved to other places.</summary>
    public static Tensor moveaxis(Tensor input, long[] source, long[] destination) => input.moveaxis(source, destination);

    /// <summary>One dimension moved to another place.</summary>
    public static Tensor movedim(Tensor input, long source, long destination) => Aten.movedim_int.Tensor(input, source, destination);

    /// <summary>One dimension moved to another place.</summary>
    public static Tensor moveaxis(Tensor input, long source, long destination) => Aten.movedim_int.Tensor(input, source, destination);

    /// <summary>Two dimensions moved to other places.</summary>
    public static Tensor moveaxis(Tensor input, (long, long) source, (long, long) destination) =>
        input.movedim([source.Item1, source.Item2], [destination.Item1, destination.Item2]);

    /// <summary>Three dimensions moved to other places.</summary>
    public static Tensor moveaxis(Tensor input, (long, long, long) source, (long, long, long) destination) =>
        input.movedim([source.Item1, source.Item2, source.Item3], [destination.Item1, destination.Item2, destination.Item3]);

    /// <summary>Four dimensions moved to other places.</summary>
    public static Tensor moveaxis(Tensor input, (long, long, long, long) source, (long, long, long, long) destination) =>
        input.movedim(
            [source.Item1, source.Item2, source.Item3, source.Item4], [destination.Item1, destination.Item2, destination.Item3, destination.Item4]);
}
