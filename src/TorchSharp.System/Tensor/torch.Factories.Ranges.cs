using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The numbers from 0 to below an end; integers of 64 bits if the end is one.</summary>
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>The numbers from a start to below an end; integers of 64 bits if both are.</summary>
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>The numbers from a start to below an end by a step; integers of 64 bits if all are.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(
            Aten.arange_start_step.Tensor(start, stop, step, dtype ?? RangeType(start, stop, step), Value.None, InitializeDevice(device)),
            requires_grad);

    /// <summary>A number of values at equal distances, both ends included.</summary>
    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Aten.linspace.Tensor((Scalar)start, (Scalar)end, steps, dtype ?? defaultType, Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>Powers of a base whose exponents lie at equal distances, both ends included.</summary>
    public static Tensor logspace(
        double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(
            Aten.logspace.Tensor((Scalar)start, (Scalar)end, steps, @base, dtype ?? defaultType, Value.None, InitializeDevice(device)),
            requires_grad);

    /// <summary>A matrix of ones on the diagonal and zeros elsewhere; square unless told otherwise.</summary>
    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(Aten.eye_m.Tensor(rows, columns < 0
            ? rows
            : columns, dtype ?? defaultType, Value.None, InitializeDevice(device)), requires_grad, names);

    /// <summary>A tensor of given shape and strides whose elements are not set.</summary>
    public static Tensor empty_strided(
        long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(Aten.empty_strided.Tensor(size, strides, dtype ?? defaultType, Value.None, InitializeDevice(device)), requires_grad, names);

    /// <summary>A Hann window.</summary>
    public static Tensor hann_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Aten.hann_window_periodic.Tensor(len, periodic, dtype ?? defaultType, Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>Integers from [0, high), of 64 bits unless told otherwise.</summary>
    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        randint(0L, high, size, dtype, device, requires_grad, generator, names);

    /// <summary>Integers from [0, high), of 64 bits unless told otherwise.</summary>
    public static Tensor randint(
        long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        randint(0L, high, size.Shape, dtype, device, requires_grad, generator, names);

    /// <summary>Integers from [0, high), of 64 bits unless told otherwise.</summary>
    public static Tensor randint(
        int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        randint(0L, high, Array.ConvertAll(size, item => (long)item), dtype, device, requires_grad, generator, names);

    /// <summary>Integers from [low, high), of 64 bits unless told otherwise.</summary>
    public static Tensor randint(
        long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        randint(low, high, size.Shape, dtype, device, requires_grad, generator, names);

    /// <summary>Integers from [low, high), of 64 bits unless told otherwise.</summary>
    public static Tensor randint(
        int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        randint((long)low, high, Array.ConvertAll(size, item => (long)item), dtype, device, requires_grad, generator, names);

    /// <summary>Integers from [low, high), of 64 bits unless told otherwise.</summary>
    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null,
        string[]? names = null) =>
        Finish(
            Aten.randint_low_generator.Tensor(low, high, size, generator, dtype ?? ScalarType.Int64, Value.None, InitializeDevice(device)),
            requires_grad, names);

    /// <summary>The numbers from 0 to n-1 in random order, of 64 bits unless told otherwise.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Finish(Aten.randperm_generator.Tensor(n, generator, dtype ?? ScalarType.Int64, Value.None, InitializeDevice(device)), requires_grad);

    /// <summary>A random truth value.</summary>
    public static bool randint_bool(Generator? generator = null) => randint_long(0, 2, generator) != 0;

    /// <summary>A random integer from [0, high).</summary>
    public static int randint_int(int high, Generator? generator = null) => randint_int(0, high, generator);

    /// <summary>A random integer from [low, high).</summary>
    public static int randint_int(int low, int high, Generator? generator = null) => (int)randint_long(low, high, generator);

    /// <summary>A random integer from [0, high).</summary>
    public static long randint_long(long high, Generator? generator = null) => randint_long(0, high, generator);

    /// <summary>A random number that is uniform in [0, 1).</summary>
    public static double rand_float(Generator? generator = null) => Drawn(rand([1], ScalarType.Float64, generator: generator));

    /// <summary>A random number of the standard normal distribution.</summary>
    public static double randn_float(Generator? generator = null) => Drawn(randn([1], ScalarType.Float64, generator: generator));

    /// <summary>Numbers of a normal distribution.</summary>
    public static Tensor normal(
        double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null, string[]? names = null) =>
        Finish(
            Aten.normal_float_float.Tensor(mean, std, size.ToArray(), generator, dtype ?? defaultType, Value.None, InitializeDevice(device)),
            requires_grad, names);
}
