using System.Buffers.Binary;
using System.Numerics;
using Yolo.Checkpoints;
using Yolo.Checkpoints.Pickle;

namespace Yolo.Tests.Checkpoints;

/// <summary>Small graphs for tests.</summary>
internal static class Graphs
{
    internal static TensorData Floats(long[] shape, bool isParameter = false, float first = 0.5f)
    {
        var bytes = new byte[shape.Aggregate(1L, (a, b) => a * b) * sizeof(float)];
        for (var i = 0; i < bytes.Length / sizeof(float); i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), first + i);
        }

        return TensorData.Create(DType.Float32, shape, bytes, isParameter);
    }

    /// <summary>One of every kind of value, some of them shared.</summary>
    internal static PickleDictionary Everything()
    {
        var shared = new PickleList([1L, 2L]);
        var tensor = Floats([2, 3]);
        var state = new PickleDictionary(isOrdered: true) { State = new PickleDictionary() };
        state.Add("weight", tensor);
        var set = new PickleSet();
        set.Add("a");
        set.Add(null);
        var frozen = new PickleSet(isFrozen: true);
        frozen.Add(7L);
        var root = new PickleDictionary();
        object?[] values =
        [
            null, true, false, 0L, 255L, 256L, 65536L, -1L, int.MinValue + 0L, int.MaxValue + 1L, long.MinValue, BigInteger.Pow(-7, 300), BigInteger.Pow(2, 3000),
            0.1, double.NaN, double.NegativeInfinity, -0.0, "", "names ✓ 𝄞", new string('x', 70_000), Array.Empty<byte>(), new byte[] { 0, 127, 128, 255 },
            new PickleTuple(), new PickleTuple(1L), new PickleTuple(1L, "2", shared), new PickleTuple(1L, 2L, 3L, 4L), shared, new PickleList(),
            new PickleDictionary(), state, set, frozen, new PickleGlobal("torch.nn.modules.conv", "Conv2d"), new TorchSize([1, 2, 3, 4]),
            new TorchDevice("cuda", 1), new TorchDevice("cpu"), tensor, tensor.Storage, Floats([3], isParameter: true), Floats([]), Floats([0, 4]),
            DType.BFloat16, Model(),
            new PickleObject(new PickleGlobal("m", "F"), new PickleTuple(shared)) { Elements = new PickleList([1L]), Items = Pairs(("k", "v")) },
            new PickleObject(new PickleGlobal("m", "N"), PickleTuple.Empty, PickleConstruction.New) { NamedArguments = Pairs(("n", 1L)), State = 5L },
        ];
        for (var i = 0; i < values.Length; i++)
        {
            root.Add((long)i, values[i]);
        }

        return root;
    }

    /// <summary>A network as Ultralytics pickles it, of one layer and a head.</summary>
    internal static PickleObject Model()
    {
        var layer = Module("ultralytics.nn.modules.conv", "Conv", [("weight", Floats([4, 3, 1, 1], isParameter: true)), ("bias", null)], [("running_mean", Floats([4]))]);
        var head = Module("ultralytics.nn.modules.head", "Detect", [], []);
        var layers = Module("torch.nn.modules.container", "Sequential", [], [], ("0", layer), ("1", head));
        var model = Module("ultralytics.nn.tasks", "DetectionModel", [], [], ("model", layers));
        model.Attributes!.Add("names", Pairs((0L, "cat"), (1L, "dog")));
        model.Attributes.Add("nc", 2L);
        model.Attributes.Add("stride", Floats([2], first: 8));
        model.Attributes.Add("yaml", Pairs(("nc", 2L), ("depth", 0.5), ("layers", new PickleList([1L, "Conv", null, true]))));
        return model;
    }

    internal static PickleDictionary Checkpoint() => Pairs(("epoch", 3L), ("model", null), ("ema", Model()), ("date", "2026-11-22"), ("train_args", Pairs(("imgsz", 320L))));

    internal static PickleObject Module(
        string module, string name, (string, object?)[] parameters, (string, object?)[] buffers, params (string, object?)[] children) =>
        new(new PickleGlobal(module, name), PickleTuple.Empty, PickleConstruction.New)
        {
            State = Pairs(("training", false), ("_parameters", Ordered(parameters)), ("_buffers", Ordered(buffers)), ("_modules", Ordered(children))),
        };

    internal static PickleDictionary Pairs(params (object?, object?)[] pairs) => Fill(new PickleDictionary(), pairs);

    internal static byte[] ToBytes(object? root)
    {
        using var folder = new TemporaryFolder();
        TorchFile.Write(folder.Path("test.pt"), root);
        return File.ReadAllBytes(folder.Path("test.pt"));
    }

    private static PickleDictionary Ordered((string, object?)[] pairs) =>
        Fill(new PickleDictionary(isOrdered: true), [.. pairs.Select(pair => ((object?)pair.Item1, pair.Item2))]);

    private static PickleDictionary Fill(PickleDictionary target, (object?, object?)[] pairs)
    {
        foreach (var (key, value) in pairs)
        {
            target.Add(key, value);
        }

        return target;
    }
}
