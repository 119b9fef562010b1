using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Elements, bytes, streams, shapes, types and other properties.</summary>
[TestFixture]
public class DataTests : ScopedTests
{
    [Test]
    public void Bytes_OfAContiguousTensor_AreItsMemory()
    {
        var x = zeros(3);
        MemoryMarshal.Cast<byte, float>(x.bytes)[1] = 5;

        Assert.That(x.data<float>().ToArray(), Is.EqualTo(new float[] { 0, 5, 0 }));
        x.bytes = MemoryMarshal.AsBytes(new float[] { 7, 8, 9 }.AsSpan());
        Assert.That(x[2].item<float>(), Is.EqualTo(9));
        Assert.That(() => x.bytes = new byte[3], Throws.ArgumentException);
        Assert.That(() => zeros(2, 3).t().bytes.Length, Throws.InvalidOperationException);
    }

    [Test]
    public void Accessor_OfAStridedView_ReadsAndWritesInOrder()
    {
        var x = arange(6).reshape(2, 3).t();
        using var values = x.data<long>();

        Assert.That(values.ToArray(), Is.EqualTo(new long[] { 0, 3, 1, 4, 2, 5 }));
        Assert.That(values, Is.EqualTo(new long[] { 0, 3, 1, 4, 2, 5 }));
        values[2, 1] = 9;
        values[0] = 7;
        Assert.That(x[2, 1].item<long>() + x[0, 0].item<long>(), Is.EqualTo(16));
        values.CopyFrom([1, 2, 3], 1, 4);
        Assert.That(values.ToArray()[4..], Is.EqualTo(new long[] { 2, 3 }));
        var part = new long[3];
        values.CopyTo(part, 1, 4);
        Assert.That(part, Is.EqualTo(new long[] { 0, 2, 3 }));
        Assert.That((values.Count, values.IsReadOnly), Is.EqualTo((6L, false)));
        Assert.That(() => values[6], Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(() => values[0, 2], Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void ReadCpu_OfEveryType_ReadsAnElement()
    {
        Assert.That(tensor(new[] { 1f, 2 }).ReadCpuSingle(1), Is.EqualTo(2));
        Assert.That(tensor(new[] { 1.0, 2 }).ReadCpuDouble(1), Is.EqualTo(2));
        Assert.That(tensor(new[] { 1, 2 }).ReadCpuInt32(1), Is.EqualTo(2));
        Assert.That(tensor(new[] { 1L, 2 }).ReadCpuInt64(1), Is.EqualTo(2));
        Assert.That(tensor(new short[] { 1, 2 }).ReadCpuInt16(1), Is.EqualTo(2));
        Assert.That(tensor(new sbyte[] { 1, 2 }).ReadCpuSByte(1), Is.EqualTo(2));
        Assert.That(tensor(new byte[] { 1, 2 }).ReadCpuByte(1), Is.EqualTo(2));
        Assert.That(tensor(new[] { true, false }).ReadCpuBool(0));
        Assert.That(ones(1, float16).ReadCpuFloat16(0) + ones(1, bfloat16).ReadCpuBFloat16(0), Is.EqualTo(2));
        Assert.That(tensor(new[] { 1f, 2 }).ReadCpuValue<float>(1), Is.EqualTo(2));
    }

    [Test]
    public void Stream_OfEveryType_BringsTheTensorBack()
    {
        foreach (var type in new[] { uint8, int8, int16, int32, int64, float16, bfloat16, float32, float64, @bool })
        {
            var x = tensor(new[,] { { 1, 0, 1 }, { 0, 1, 1 } }).to(type).t();
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            x.Save(writer);
            stream.Position = 0;
            using var reader = new BinaryReader(stream);

            Assert.That(Tensor.Load(reader).Equals(x));
            using var bytes = new MemoryStream();
            x.contiguous().WriteBytesToStream(bytes);
            bytes.Position = 0;
            var filled = zeros([3L, 2L], type);
            filled.ReadBytesFromStream(bytes);
            Assert.That(filled.Equals(x));
            stream.Position = 0;
            var target = zeros_like(x);
            target.Load(reader);
            Assert.That(target.Equals(x));
            stream.Position = 0;
            Assert.That(TensorExtensionMethods.Load(reader, skip: true).count_nonzero().item<long>(), Is.Zero);
            Assert.That(stream.Position, Is.EqualTo(stream.Length));
        }
    }

    [Test]
    public void Stream_ThatDoesNotFit_Throws()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "tensor.bin");
        arange(4).Save(path);
        Assert.That(Tensor.Load(path).data<long>().ToArray(), Is.EqualTo(new long[] { 0, 1, 2, 3 }));
        using var reader = new BinaryReader(new MemoryStream(File.ReadAllBytes(path)));

        Assert.That(() => zeros(4).Load(reader), Throws.ArgumentException);
        reader.BaseStream.Position = 0;
        Assert.That(() => zeros(5, int64).Load(reader), Throws.ArgumentException);
        using var cut = new MemoryStream(File.ReadAllBytes(path)[..^1]);
        Assert.That(() => Tensor.Load(cut), Throws.TypeOf<EndOfStreamException>());
    }

    [Test]
    public void Properties_OfATensor_DescribeIt()
    {
        var x = zeros(2, 3, float64).t();

        Assert.That((x.ndim, x.Dimensions, x.dim(), x.NumberOfElements, x.numel(), x.ElementSize, x.element_size()), Is.EqualTo((2, 2, 2, 6, 6, 8, 8)));
        Assert.That(x.size(), Is.EqualTo(new long[] { 3, 2 }));
        Assert.That((x.size(-1), x.stride(0), x.storage_offset(), x[1].storage_offset()), Is.EqualTo((2, 1, 0, 1)));
        Assert.That(x.stride(), Is.EqualTo(new long[] { 1, 3 }));
        Assert.That(x.IntShape().ToArray(), Is.EqualTo(new[] { 3, 2 }));
        Assert.That(x.shape.TotalSize(), Is.EqualTo(6));
        Assert.That(x.is_contiguous(), Is.False);
        Assert.That((x.device_type, x.device_index, x.is_cpu(), x.is_cuda, x.is_meta, x.is_sparse), Is.EqualTo((DeviceType.CPU, -1, true, false, false, false)));
        Assert.That(float16.ElementSize() + complex128.ElementSize(), Is.EqualTo(18));
        Assert.That(zeros(1, 1, 1, 1).unsqueeze(0).unsqueeze(0).expand(1, 1, 1, 1, 1, 1, 1, 1, 2).shape, Has.Length.EqualTo(9));
        Assert.That(x.device.ToString(), Is.EqualTo("cpu"));
        Assert.That(x.Handle, Is.Not.EqualTo(IntPtr.Zero));
        x.name = "x";
        Assert.That(x.name, Is.EqualTo("x"));
        Assert.That(x.Equals((object)x) && !x.Equals("x") && x.GetHashCode() == x.GetHashCode());
        Assert.That(is_tensor(x) && !is_tensor("x"));
    }

    [Test]
    public void Types_InRelation_PromoteAndCast()
    {
        Assert.That(promote_types(int64, float32), Is.EqualTo(float32));
        Assert.That(result_type(zeros(1, int32), zeros(1, float16)), Is.EqualTo(float16));
        Assert.That(can_cast(int32, float32) && !can_cast(float32, int32));
        Assert.That(is_floating_point(half) && is_integral(@short) && is_complex(cfloat) && is_complex(cdouble) && !is_complex(@double) && is_integral(@long) && is_integral(@int) && is_floating_point(@float) && is_complex(complex64) && is_complex(complex128));
        Assert.That((max_int_value(uint8), max_int_value(int16)), Is.EqualTo((255, 32767)));
        Assert.That(() => max_int_value(float32), Throws.ArgumentException);
        Assert.That((finfo().eps, finfo(float64).max, finfo(float16).max, finfo(bfloat16).eps, finfo(float32).tiny, finfo(float64).min), Is.EqualTo(((double)MathF.BitIncrement(1) - 1, double.MaxValue, 65504.0, 0.0078125, 1.1754943508222875e-38, double.MinValue)));
        Assert.That(() => finfo(int32), Throws.ArgumentException);
        Assert.That(broadcast_shapes([2, 1], [3], [1, 1, 1]).Shape, Is.EqualTo(new long[] { 1, 2, 3 }));
        Assert.That(() => broadcast_shapes([2], [3]), Throws.ArgumentException);
    }

    [Test]
    public void Size_FromNumbersAndTuples_HoldsThem()
    {
        Size[] sizes = [new(1L), new((1L, 2L)), new((1L, 2L, 3L)), new((1L, 2L, 3L, 4L)), new((1L, 2L, 3L, 4L, 5L)), new((1L, 2L, 3L, 4L, 5L, 6L)), new(1), new((1, 2)), new((1, 2, 3)), new((1, 2, 3, 4)), new((1, 2, 3, 4, 5)), new((1, 2, 3, 4, 5, 6)), 1L, (1L, 2L), (1L, 2L, 3L), (1L, 2L, 3L, 4L), (1L, 2L, 3L, 4L, 5L), (1L, 2L, 3L, 4L, 5L, 6L), new long[] { 1 }, new([1, 2]), new(new List<long> { 1 })];
        Assert.That(sizes.SelectMany(size => size.Select((item, i) => item - i)), Is.All.EqualTo(1));

        Size four = (1L, 2L, 3L, 4L);
        Assert.That((four.Length, four.numel(), four[1], four[2L], four.IsEmpty, Size.Empty.IsScalar), Is.EqualTo((4, 24, 2, 3, false, true)));
        Assert.That(four.Slice(1, -1).Shape, Is.EqualTo(new long[] { 2, 3 }));
        Assert.That(four.Slice(-2, 4).Shape, Is.EqualTo(new long[] { 3, 4 }));
        Assert.That(four.Slice(3, 1).IsEmpty);
        Assert.That((four + new Size(9L)).Concat(four + [8L]).Concat(four.Take(1)), Is.EqualTo(new long[] { 1, 2, 3, 4, 9, 1, 2, 3, 4, 8, 1 }));
        var same = four;
        Assert.That(same == four && four != new Size(4L) && four.Equals(same) && !four.Equals("four") && four.GetHashCode() == same.GetHashCode());
    }

    [Test]
    public void Scalar_FromEveryNumber_KeepsItsKind()
    {
        Scalar[] scalars = [(byte)3, (sbyte)3, (short)3, 3, 3L, (Half)3, 3f, 3.0, new BFloat16(3), new Complex(3, 0), (3f, 0f)];
        Assert.That(scalars.Select(item => item.ToDouble()), Is.All.EqualTo(3));
        Assert.That(scalars.Select(item => item.Type), Is.EqualTo(new[] { int64, int64, int64, int64, int64, float64, float64, float64, float64, complex128, complex128 }));
        Assert.That(scalars.Select(item => (item.ToByte(), item.ToSByte(), item.ToInt16(), item.ToInt32(), item.ToInt64(), item.ToHalf(), item.ToSingle(), item.ToBoolean(), item.ToBFloat16().ToSingle(), item.ToComplexFloat64().Real, item.ToComplexFloat32().Real)), Is.All.EqualTo(((byte)3, (sbyte)3, (short)3, 3, 3L, (Half)3, 3f, true, 3f, 3.0, 3f)));
        Scalar[] by = [((byte)3).ToScalar(), ((sbyte)3).ToScalar(), ((short)3).ToScalar(), 3.ToScalar(), 3L.ToScalar(), 3f.ToScalar(), 3.0.ToScalar(), ((Half)3).ToScalar(), new BFloat16(3).ToScalar(), (3f, 0f).ToScalar(), new Complex(3, 0).ToScalar(), 3f.ToBFloat16Scalar()];
        Assert.That(by.Select(item => item.ToInt32()), Is.All.EqualTo(3));
        Assert.That((((Scalar)true).Type, true.ToScalar().ToBoolean(), ((Scalar)false).ToInt32()), Is.EqualTo((@bool, true, 0)));
        by[0].Dispose();
        Assert.That(tensor(true).ToScalar().Type, Is.EqualTo(@bool));
        Assert.That(tensor(2.5f).ToScalar().ToDouble(), Is.EqualTo(2.5));
        Assert.That((tensor(7).ToByte(), tensor(7).ToSByte(), tensor(7).ToInt16(), tensor(7).ToInt32(), tensor(7).ToInt64(), tensor(7).ToSingle(), tensor(7).ToDouble(), tensor(7).ToBoolean()), Is.EqualTo(((byte)7, (sbyte)7, (short)7, 7, 7L, 7f, 7.0, true)));
    }

    [Test]
    public void Devices_AndBackends_AnswerOnAMachineWithoutGpu()
    {
        Assert.That((device("cuda:1").type, device("cuda:1").index, device("cuda", 2).index, device(3).ToString(), device(DeviceType.CPU).ToString()), Is.EqualTo((DeviceType.CUDA, 1, 2, "cuda:3", "cpu")));
        Assert.That(cuda_is_available(), Is.EqualTo(cuda.is_available()));
        Assert.That(cuda.device_count() > 0, Is.EqualTo(cuda.is_available()));
        Assert.That(cuda.is_cudnn_available() && !cuda.is_available(), Is.False);
        Assert.That((TryInitializeDeviceType(DeviceType.CPU), TryInitializeDeviceType(DeviceType.CUDA)), Is.EqualTo((true, cuda.is_available())));
        Assert.That(() => InitializeDeviceType(DeviceType.CPU), Throws.Nothing);
        Assert.That(() => InitializeDeviceType(DeviceType.MPS), Throws.InvalidOperationException.With.Message.Contains("MPS"));
        cuda.manual_seed(1);
        cuda.manual_seed_all(1);
        if (!cuda.is_available())
        {
            Assert.That(() => cuda.synchronize(), Throws.TypeOf<ExternalException>());
            Assert.That(() => zeros(1).cuda(), Throws.TypeOf<ExternalException>());
            Assert.That(() => zeros(1).pin_memory(), Throws.TypeOf<ExternalException>());
        }

        var before = (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32);
        backends.cuda.matmul.allow_tf32 = !before.Item1;
        backends.cudnn.allow_tf32 = !before.Item2;
        Assert.That((backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32), Is.EqualTo((!before.Item1, !before.Item2)));
        (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = before;
        Assert.That(__version__, Does.Match(@"^\d+\.\d+"));
    }

    [Test]
    public void Threads_WhenSet_AreRead()
    {
        var before = get_num_threads();
        set_num_threads(1);
        Assert.That(get_num_threads(), Is.EqualTo(1));
        set_num_threads(before);
        Assert.That(get_num_interop_threads(), Is.Positive);
        Assert.That(() => set_num_interop_threads(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
