using Yolo.Checkpoints;
using Yolo.Checkpoints.Pickle;
using Yolo.Engine;

namespace Yolo.Tests.Checkpoints;

/// <summary>Real checkpoints, written back from networks of ours and compared module by module with what the reference wrote.</summary>
public sealed class UltralyticsWriterTests
{
    private static readonly string[] Files = ["bccd-yolov8n.pt", "bccd-yolo11n.pt", "bccd-yolo26n.pt"];

    /// <summary>Where our files differ, and why that is right.</summary>
    private static readonly Dictionary<string, string> MayDiffer = new(StringComparer.Ordinal)
    {
        ["anchors"] = "anchor points of the reference's last run; it makes them anew for another size of picture",
        ["strides"] = "as anchors",
        ["shape"] = "the size that anchors belong to: none",
        ["args"] = "the reference adds where the run was saved",
    };

    [TestCaseSource(nameof(Files))]
    public void Network_WrittenToPt_HasTheModulesOfTheReference(string name)
    {
        using var folder = new TemporaryFolder();
        var expected = CheckpointReader.Read(Shared.Path("weights", name));
        var actual = CheckpointReader.Read(WriteFromNetwork(name, folder));

        Assert.That(actual.Modules!.Nodes.Select(node => node.ToString()), Is.EqualTo(expected.Modules!.Nodes.Select(node => node.ToString())));
        foreach (var (mine, reference) in actual.Modules.Nodes.Zip(expected.Modules.Nodes))
        {
            CompareAttributes(mine, reference);
        }
    }

    [TestCaseSource(nameof(Files))]
    public void Network_WrittenToPt_HasTheSameTensorsBitForBit(string name)
    {
        using var folder = new TemporaryFolder();
        var expected = CheckpointReader.Read(Shared.Path("weights", name));
        var actual = CheckpointReader.Read(WriteFromNetwork(name, folder));

        Assert.That(actual.Tensors.Keys, Is.EqualTo(expected.Tensors.Keys));
        foreach (var (key, tensor) in expected.Tensors)
        {
            var mine = actual.Tensors[key];
            Assert.That(mine.ToString(), Is.EqualTo(tensor.ToString()), key);
            Assert.That((mine.IsParameter, mine.RequiresGrad), Is.EqualTo((tensor.IsParameter, tensor.RequiresGrad)), key);
            Assert.That(mine.Bytes.Span.SequenceEqual(tensor.Bytes.Span), key);
        }
    }

    [TestCaseSource(nameof(Files))]
    public void Network_WrittenToPt_HasTheTopLevelOfTheReference(string name)
    {
        using var folder = new TemporaryFolder();
        var expected = (PickleDictionary)TorchFile.Read(Shared.Path("weights", name)).Root!;
        var actual = (PickleDictionary)TorchFile.Read(WriteFromNetwork(name, folder)).Root!;

        Assert.That(actual.Select(pair => pair.Key), Is.EqualTo(expected.Select(pair => pair.Key)));
        foreach (var key in new[] { "version", "epoch", "best_fitness", "ema", "updates", "optimizer", "scaler", "train_args" })
        {
            GraphComparer.AssertEqual(expected[key], actual[key]);
        }
    }

    [TestCaseSource(nameof(Files))]
    public void Activations_InAWrittenPt_AreSharedAsInTheReference(string name)
    {
        using var folder = new TemporaryFolder();
        var actual = CheckpointReader.Read(WriteFromNetwork(name, folder)).Modules!;

        var activations = actual.Nodes.Where(node => node.ShortClassName == "SiLU").Select(node => node.Source).Distinct(ReferenceEqualityComparer.Instance);

        Assert.That(activations.Count(), Is.EqualTo(1));
    }

    private static string WriteFromNetwork(string name, TemporaryFolder folder)
    {
        using var model = new YoloModel(Shared.Path("weights", name));
        var summary = CheckpointReader.Read(Shared.Path("weights", name)).Summary;
        var path = folder.Path("written.pt");
        new NetworkCheckpoint(model.Network) { Names = summary.Names, TrainArguments = PlainValues.FromGraph(summary.TrainArguments!) }.Save(path);
        return path;
    }

    private static void CompareAttributes(ModuleNode mine, ModuleNode reference)
    {
        // The tensors themselves have a test of their own.
        var compared = reference.Attributes.Where(pair => !MayDiffer.ContainsKey((string)pair.Key!) && pair.Key is not ("_parameters" or "_buffers" or "_modules"));
        Assert.That(mine.Attributes.Select(pair => pair.Key), Is.EqualTo(reference.Attributes.Select(pair => pair.Key)), mine.ToString());
        foreach (var (key, value) in compared)
        {
            Assert.That(Printed(mine.Attributes[key]), Is.EqualTo(Printed(value)), $"{key} of {mine}");
        }
    }

    /// <summary>Values as text that shows their kinds. The order of the keys of a YAML file means nothing.</summary>
    private static string Printed(object? value) => value switch
    {
        null => "None",
        PickleDictionary dictionary => $"{(dictionary.IsOrdered ? "ordered" : "dict")}{{{string.Join(", ", dictionary.Select(pair => $"{Printed(pair.Key)}: {Printed(pair.Value)}").Order(StringComparer.Ordinal))}}}",
        PickleTuple tuple => $"({string.Join(", ", tuple.Select(Printed))})",
        IReadOnlyList<object?> list => $"[{string.Join(", ", list.Select(Printed))}]",
        PickleSet set => $"set of {set.Count}",
        TensorData tensor => $"{tensor} {string.Join(' ', tensor.ToSingles())}",
        string text => $"'{text}'",
        _ => FormattableString.Invariant($"{value.GetType().Name} {value}"),
    };
}
