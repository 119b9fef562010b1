using Yolo.Checkpoints;
using Yolo.Checkpoints.Pickle;
using Yolo.Models;

namespace Yolo.Tests.Checkpoints;

/// <summary>Our own state in a checkpoint of the reference's form, and plain values on their way into pickles.</summary>
public sealed class TrainingStateTests
{
    [Test]
    public void State_OfATraining_ComesBackAsItWas()
    {
        using var folder = new TemporaryFolder();
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n-cls"));
        var moments = TensorData.Create(DType.Float32, [2], new byte[] { 0, 0, 128, 63, 0, 0, 0, 64 });
        var state = new TrainingState
        {
            Optimizer = new Dictionary<string, object?> { ["groups"] = new[] { new Dictionary<string, object?> { ["lr"] = 0.01, ["step"] = 12 } }, ["exp_avg"] = moments },
            Generators = new Dictionary<string, object?> { ["cpu"] = new byte[] { 1, 2, 3 } },
            Loader = new Dictionary<string, object?> { ["epoch"] = 3, ["batch"] = 7L, ["shuffled"] = true },
            Callbacks = new Dictionary<string, object?> { ["early_stopping"] = new Dictionary<string, object?> { ["best"] = null } },
        };
        var path = folder.Path("last.pt");

        new NetworkCheckpoint(network) { IsAverage = true, Epoch = 3, Updates = 90, State = state }.Save(path);

        var checkpoint = CheckpointReader.Read(path);
        var read = TrainingState.Of(checkpoint)!;
        var group = (Dictionary<string, object?>)((List<object?>)read.Optimizer["groups"]!)[0]!;
        Assert.Multiple(() =>
        {
            Assert.That(checkpoint.Summary.Weights, Is.EqualTo(CheckpointWeights.Ema));
            Assert.That(group, Is.EqualTo(new Dictionary<string, object?> { ["lr"] = 0.01, ["step"] = 12L }));
            Assert.That(((TensorData)read.Optimizer["exp_avg"]!).ToSingles(), Is.EqualTo(new[] { 1f, 2f }));
            Assert.That(read.Generators["cpu"], Is.EqualTo(new byte[] { 1, 2, 3 }));
            Assert.That(read.Loader, Is.EqualTo(new Dictionary<string, object?> { ["epoch"] = 3L, ["batch"] = 7L, ["shuffled"] = true }));
            Assert.That(((Dictionary<string, object?>)read.Callbacks["early_stopping"]!)["best"], Is.Null);
            Assert.That(read.Progress, Is.Empty);
        });
    }

    [Test]
    public void State_OfACheckpointOfTheReference_IsNone() =>
        Assert.That(TrainingState.Of(CheckpointReader.Read(Shared.Path("weights", "bccd-yolov8n.pt"))), Is.Null);

    [Test]
    public void State_OfAnotherForm_IsAnError()
    {
        var root = Graphs.Checkpoint();
        root[TrainingState.Key] = new PickleDictionary { { "format", 99L } };

        Assert.That(() => TrainingState.Of(CheckpointReader.Read(Graphs.ToBytes(root), "last.pt")), Throws.TypeOf<CheckpointException>().With.Message.Contains("training state"));
    }

    [Test]
    public void PlainValues_OfSomethingElse_AreAnError() =>
        Assert.That(() => PlainValues.ToGraph(new Dictionary<string, object?> { ["a"] = new object() }), Throws.ArgumentException.With.Message.Contains("Object"));

    [Test]
    public void Halves_Widened_AreTheirExactSingles()
    {
        var halves = Enumerable.Range(0, 1 << 16).Select(bits => (ushort)bits).ToArray();
        var singles = new float[halves.Length];

        HalfFloats.Widen(halves, singles);

        Assert.That(singles, Is.EqualTo(halves.Select(bits => (float)BitConverter.UInt16BitsToHalf(bits))));
    }

    [Test]
    public void Singles_Narrowed_AreTheNearestHalves()
    {
        // Every half, the singles beside it, and the middle to the next half with its neighbours: there rounding turns.
        var halves = Enumerable.Range(0, 1 << 16).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits)).Where(Half.IsFinite).ToList();
        var middles = halves.Select(half => (float)(((double)half + (double)Half.BitIncrement(half)) / 2)).Where(float.IsFinite);
        var singles = halves.Select(half => (float)half).Concat(middles)
            .SelectMany(value => new[] { value, float.BitIncrement(value), float.BitDecrement(value) })
            .Where(value => Half.IsFinite((Half)value)).Append(float.Epsilon).ToArray();
        var narrow = new ushort[singles.Length];

        Assert.That(HalfFloats.TryNarrow(singles, narrow));

        Assert.That(narrow, Is.EqualTo(singles.Select(value => BitConverter.HalfToUInt16Bits((Half)value))));
    }

    [Test]
    public void Singles_OfWhichOneIsNoHalf_AreNotNarrowed([Values(0, 7, 32, 99)] int place, [Values(65520f, -1e9f, float.NaN, float.NegativeInfinity)] float value)
    {
        var singles = Enumerable.Repeat(65519.996f, 100).ToArray();
        var narrow = new ushort[singles.Length];
        Assert.That(HalfFloats.TryNarrow(singles, narrow));
        singles[place] = value;

        Assert.That(HalfFloats.TryNarrow(singles, narrow), Is.False);
    }
}
