using static TorchSharp.torch;

namespace TorchSharp.Tests.Operations;

/// <summary>
/// One operation with an input, arguments, and the result that mathematics gives. It is called in every form that has a fitting
/// signature: as a member, as a static method, in place.
/// </summary>
/// <param name="Name">The method's name, without the underscore of the form in place.</param>
/// <param name="Input">The tensor's elements, an array of any number of dimensions.</param>
/// <param name="Arguments">Further arguments; arrays of doubles become tensors of the input's type, <see cref="Index"/> and <see cref="Mask"/> tensors of theirs.</param>
/// <param name="Expected">An array of doubles of the result's shape, a number, or a list of these for results of several parts.</param>
/// <param name="Types">The element types to try: f float32, d float64, h bfloat16, i int64, b bool.</param>
public sealed record Operation(string Name, Array Input, object?[] Arguments, object Expected, string Types = Operation.Floating)
{
    public const string Floating = "fdh";
    public const string Wide = "fd";
    public const string Numeric = "fdhi";
    public const string All = "fdhib";

    public static readonly IReadOnlyDictionary<char, ScalarType> ElementTypes = new Dictionary<char, ScalarType>
    {
        ['f'] = ScalarType.Float32,
        ['d'] = ScalarType.Float64,
        ['h'] = ScalarType.BFloat16,
        ['i'] = ScalarType.Int64,
        ['b'] = ScalarType.Bool,
    };

    /// <summary>An operation that maps each element by a function of C#.</summary>
    public static Operation Map(string name, Func<double, double> function, double[] input, string types = Floating) =>
        new(name, input, [], Array.ConvertAll(input, item => function(item)), types);

    /// <summary>An operation that maps pairs of elements by a function of C#.</summary>
    public static Operation Zip(string name, Func<double, double, double> function, double[] left, double[] right, string types = Floating) =>
        new(name, left, [right], left.Zip(right, function).ToArray(), types);

    public override string ToString() => $"{Name}({string.Join(", ", Arguments.Select(argument => argument is Array array ? $"[{array.Length}]" : argument?.ToString() ?? "null"))})";
}
