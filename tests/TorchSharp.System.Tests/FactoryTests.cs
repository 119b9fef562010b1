using System.Globalization;
using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

[TestFixture]
public class FactoryTests : ScopedTests
{
    [Test]
    public void Filled_OfEveryShapeForm_HasShapeTypeAndValue()
    {
        long[] sizes = [2, 3];
        ReadOnlySpan<long> span = sizes;
        foreach (var type in new[] { float32, float64, bfloat16, int64, @bool })
        {
            Check(1, type, ones(sizes, type), ones(span, type), ones(2L, 3L, type), ones(2, 3, type), full(sizes, 1, type), full(span, 1, type), full(2L, 3L, 1, type), full(2, 3, 1, type));
            Check(0, type, zeros(sizes, type), zeros(span, type), zeros(2L, 3L, type), zeros(2, 3, type));
            Check(null, type, empty(sizes, type), empty(span, type), empty(2L, 3L, type), empty(2, 3, type), empty_strided([2L, 3L], [1L, 2L], type));
        }

        void Check(int? value, ScalarType type, params Tensor[] tensors)
        {
            foreach (var tensor in tensors)
            {
                Assert.That(tensor.shape, Is.EqualTo(new long[] { 2, 3 }));
                Assert.That(tensor.dtype, Is.EqualTo(type));
                Assert.That(value is null || tensor.eq(value.Value).all().item<bool>());
            }
        }
    }

    [Test]
    public void Filled_OfOneThreeAndFourDimensions_HasThatShape()
    {
        Tensor[] vectors = [ones(2L), ones(2), zeros(2L), zeros(2), full(2L, 1), full(2, 1), empty(2L), empty(2), rand(2L), rand(2), randn(2L), randn(2)];
        Tensor[] cubes = [ones(2L, 3L, 4L), ones(2, 3, 4), zeros(2L, 3L, 4L), zeros(2, 3, 4), full(2L, 3L, 4L, 1), full(2, 3, 4, 1), empty(2L, 3L, 4L), empty(2, 3, 4), rand(2L, 3L, 4L), rand(2, 3, 4), randn(2L, 3L, 4L), randn(2, 3, 4)];
        Tensor[] fours = [ones(1L, 2L, 3L, 4L), ones(1, 2, 3, 4), zeros(1L, 2L, 3L, 4L), zeros(1, 2, 3, 4), full(1L, 2L, 3L, 4L, 1), full(1, 2, 3, 4, 1), empty(1L, 2L, 3L, 4L), empty(1, 2, 3, 4), rand(1L, 2L, 3L, 4L), rand(1, 2, 3, 4), randn(1L, 2L, 3L, 4L), randn(1, 2, 3, 4)];
        Tensor[] matrices = [rand([2L, 3L]), rand(2L, 3L), rand(2, 3), rand(stackalloc long[] { 2, 3 }), randn([2L, 3L]), randn(2L, 3L), randn(2, 3), randn(stackalloc long[] { 2, 3 })];

        Assert.That(vectors.Select(item => item.shape), Is.All.EqualTo(new long[] { 2 }));
        Assert.That(matrices.Select(item => item.shape), Is.All.EqualTo(new long[] { 2, 3 }));
        Assert.That(cubes.Select(item => item.shape), Is.All.EqualTo(new long[] { 2, 3, 4 }));
        Assert.That(fours.Select(item => item.shape), Is.All.EqualTo(new long[] { 1, 2, 3, 4 }));
        Assert.That(fours.Concat(matrices).Select(item => item.dtype), Is.All.EqualTo(float32));
    }

    [Test]
    public void Ranges_ByEndStepOrCount_AreWhatTheySay()
    {
        Assert.That(arange(3).data<long>().ToArray(), Is.EqualTo(new long[] { 0, 1, 2 }));
        Assert.That(arange(1, 3).data<long>().ToArray(), Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(arange(0, 1, 0.25).data<float>().ToArray(), Is.EqualTo(new[] { 0, 0.25f, 0.5f, 0.75f }));
        Assert.That(arange(3, int32).dtype, Is.EqualTo(int32));
        Assert.That(linspace(0, 1, 5, float64).data<double>().ToArray(), Is.EqualTo(new[] { 0, 0.25, 0.5, 0.75, 1 }));
        Assert.That(logspace(0, 2, 3, 10, float64).data<double>().ToArray(), Is.EqualTo(new[] { 1.0, 10, 100 }).Within(1e-9));
        Assert.That(eye(2, dtype: int64).data<long>().ToArray(), Is.EqualTo(new long[] { 1, 0, 0, 1 }));
        Assert.That(eye(1, 2).shape, Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(tril_indices(2, 2).data<long>().ToArray(), Is.EqualTo(new long[] { 0, 1, 1, 0, 0, 1 }));
        Assert.That(triu_indices(2, 2).data<long>().ToArray(), Is.EqualTo(new long[] { 0, 0, 1, 0, 1, 1 }));
    }

    [Test]
    public void Windows_OfFourPoints_HaveTheirKnownValues()
    {
        Assert.That(hann_window(4, dtype: float64).data<double>().ToArray(), Is.EqualTo(new[] { 0, 0.5, 1, 0.5 }).Within(1e-9));
        Assert.That(hamming_window(4, dtype: float64).data<double>().ToArray(), Is.EqualTo(new[] { 0.08, 0.54, 1, 0.54 }).Within(1e-6));
        Assert.That(bartlett_window(4, dtype: float64).data<double>().ToArray(), Is.EqualTo(new[] { 0, 0.5, 1, 0.5 }).Within(1e-9));
        Assert.That(blackman_window(4, dtype: float64).data<double>().ToArray(), Is.EqualTo(new[] { 0, 0.34, 1, 0.34 }).Within(1e-9));
        Assert.That(kaiser_window(4, dtype: float64)[2].item<double>(), Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void Tensor_OfArraysOfEveryType_CopiesTheirValues()
    {
        Same(bool.Parse, @bool, "True", "False");
        Same(text => byte.Parse(text, CultureInfo.InvariantCulture), uint8, "1", "255");
        Same(text => sbyte.Parse(text, CultureInfo.InvariantCulture), int8, "1", "-128");
        Same(text => short.Parse(text, CultureInfo.InvariantCulture), int16, "1", "-32768");
        Same(text => int.Parse(text, CultureInfo.InvariantCulture), int32, "1", "-2147483648");
        Same(text => long.Parse(text, CultureInfo.InvariantCulture), int64, "1", "-9223372036854775808");
        Same(text => Half.Parse(text, CultureInfo.InvariantCulture), float16, "1", "-0.5");
        Same(text => new BFloat16(float.Parse(text, CultureInfo.InvariantCulture)), bfloat16, "1", "-0.5");
        Same(text => float.Parse(text, CultureInfo.InvariantCulture), float32, "1", "-0.1");
        Same(text => double.Parse(text, CultureInfo.InvariantCulture), float64, "1", "-0.1");
        Same(text => (float.Parse(text, CultureInfo.InvariantCulture), 2f), complex64, "1", "-0.1");
        Same(text => new Complex(double.Parse(text, CultureInfo.InvariantCulture), 2), complex128, "1", "-0.1");
    }

    // Calls every overload of torch.tensor and torch.as_tensor that takes an array, list or memory of T.
    private static void Same<T>(Func<string, T> parse, ScalarType type, string first, string second)
        where T : unmanaged
    {
        T[] values = [parse(first), parse(second), parse(first), parse(second)];
        var called = 0;
        foreach (var method in typeof(torch).GetMethods().Where(method => method.Name is "tensor" or "as_tensor"))
        {
            var parameters = method.GetParameters();
            var given = Given(parameters[0].ParameterType, values);
            if (given is null || parameters.Any(parameter => parameter.ParameterType.IsByRefLike || parameter.Name == "imaginary"))
            {
                continue;
            }

            var sizes = new Queue<long>([4, 1, 1, 1]);
            var arguments = parameters.Select((parameter, i) => i == 0 ? given : parameter.ParameterType == typeof(long) ? sizes.Dequeue() : parameter.DefaultValue).ToArray();
            var result = (Tensor)method.Invoke(null, arguments)!;
            var count = parameters[0].ParameterType == typeof(T) ? 1 : 4;

            Assert.That(result.dtype, Is.EqualTo(type), method.ToString());
            Assert.That(result.data<T>().ToArray(), Is.EqualTo(values[..count]), method.ToString());
            called++;
        }

        Assert.That(called, Is.GreaterThanOrEqualTo(6));
    }

    private static object? Given<T>(Type wanted, T[] values)
    {
        Array Shaped(params int[] lengths)
        {
            var array = Array.CreateInstance(typeof(T), lengths);
            for (var i = 0; i < values.Length; i++)
            {
                array.SetValue(values[i], [i / 2, i % 2, .. new int[lengths.Length - 2]]);
            }

            return array;
        }

        return wanted == typeof(T) ? values[0] : wanted == typeof(T[]) ? values : wanted == typeof(IList<T>) ? values.ToList()
            : wanted == typeof(T[,]) ? Shaped(2, 2) : wanted == typeof(T[,,]) ? Shaped(2, 2, 1) : wanted == typeof(T[,,,]) ? Shaped(2, 2, 1, 1) : null;
    }

    [Test]
    public void Tensor_WithDimensionsTypeAndGradient_HasThem()
    {
        Assert.That(tensor(new[] { 1f, 2, 3, 4 }, [2, 2]).shape, Is.EqualTo(new long[] { 2, 2 }));
        Assert.That(tensor(new List<int> { 1, 2 }, [1, 2]).shape, Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(tensor(new double[] { 1, 2 }.AsMemory(), [2], float32).data<float>().ToArray(), Is.EqualTo(new[] { 1f, 2 }));
        Assert.That(tensor(new[] { 1f }, requires_grad: true).requires_grad);
        Assert.That(tensor(1.5, 2.5).item<Complex>(), Is.EqualTo(new Complex(1.5, 2.5)));
        Assert.That(tensor(1.5f, 2.5f).item<(float, float)>(), Is.EqualTo((1.5f, 2.5f)));
        Assert.That(tensor((1.5, 2.5)).item<Complex>(), Is.EqualTo(new Complex(1.5, 2.5)));
        Assert.That(() => tensor(new[] { 1f }, [2, 2]), Throws.ArgumentException);
        Assert.That(() => zeros(2, names: ["N"]), Throws.TypeOf<NotSupportedException>());
    }

    [Test]
    public void FromArray_OfMatchingType_SharesTheArraysMemory()
    {
        float[,] array = { { 1, 2 }, { 3, 4 } };
        var shared = from_array(array);
        var copied = tensor(array);
        var buffer = frombuffer(array, float32, count: 2, offset: 1);

        array[0, 1] = 9;

        Assert.That(shared[0, 1].item<float>(), Is.EqualTo(9));
        Assert.That(copied[0, 1].item<float>(), Is.EqualTo(2));
        Assert.That(buffer.data<float>().ToArray(), Is.EqualTo(new float[] { 9, 3 }));
        Assert.That(from_array(array, int32).dtype, Is.EqualTo(int32));
        Assert.That(as_tensor((Array)array).shape, Is.EqualTo(new long[] { 2, 2 }));
        Assert.That(from_array(new[] { (1f, 2f) }).dtype, Is.EqualTo(complex64));
    }

    [Test]
    public void FromBuffer_OutsideTheArray_Throws()
    {
        Assert.That(() => frombuffer(new float[2], float32, offset: 2), Throws.ArgumentException);
        Assert.That(() => frombuffer(new float[2], float32, count: 3), Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(() => from_array(new string[2]), Throws.TypeOf<NotSupportedException>());
    }

    [Test]
    public void Defaults_WhenSet_ApplyToFactories()
    {
        set_default_dtype(float64);
        var made = zeros(1);
        set_default_tensor_type(tensor(1f));
        set_default_device("cpu");

        Assert.That(made.dtype, Is.EqualTo(float64));
        Assert.That(get_default_dtype(), Is.EqualTo(float32));
        Assert.That(get_default_device().ToString(), Is.EqualTo("cpu"));
        Assert.That(() => set_default_device((Device)null!), Throws.ArgumentNullException);
        Assert.That(InitializeDevice(null).type, Is.EqualTo(DeviceType.CPU));
    }

    [Test]
    public void NewFromTensor_WithSpans_TakesTypeAndDevice()
    {
        var self = tensor(1.0);

        Assert.That(self.new_zeros(stackalloc long[] { 2 }).dtype, Is.EqualTo(float64));
        Assert.That(self.new_empty(stackalloc long[] { 2 }).dtype, Is.EqualTo(float64));
        Assert.That(self.new_full(stackalloc long[] { 2 }, 3).data<double>().ToArray(), Is.EqualTo(new double[] { 3, 3 }));
        Assert.That(self.new_zeros(1, 1, 1, 1).ndim + self.new_ones(1, 1, 1, 1).ndim + self.new_empty(1, 1, 1, 1).ndim + self.new_full(1, 1, 1, 1, 5).ndim, Is.EqualTo(16));
    }
}
