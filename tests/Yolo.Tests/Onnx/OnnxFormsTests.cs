using Google.Protobuf;
using Yolo.Engine;
using Yolo.Engine.Exporting;
using Yolo.Engine.Prediction;
using Yolo.Export.Format;
using Yolo.Sources;

namespace Yolo.Tests.Onnx;

/// <summary>Files as other exporters write them, and as nobody should: each is a small network of ours that was changed.</summary>
public sealed class OnnxFormsTests : FolderFixture
{
    private const int Float32 = 1;

    [Test]
    public void Names_AreRead_HoweverTheyAreWritten()
    {
        foreach (var text in new[] { "['dog\\'s', \"a \\\"b\\\"\", '犬']", "{0: \"dog's\", 1: 'a \"b\"', 2: '犬'}", "{2: '犬', 0: 'dog\\'s', 1: 'a \"b\"'}" })
        {
            using var model = Open(file => Tell(file, "names", text));
            Assert.That(model.Names.Values, Is.EqualTo(new[] { "dog's", "a \"b\"", "犬" }), text);
        }
    }

    [Test]
    public void NamesWhoseNumbersHaveGaps_AreRefused([Values("{0: 'a', 1: 'b', 5: 'c'}", "{0: 'a', 0: 'b', 1: 'c', 2: 'd'}")] string text) =>
        Assert.That(() => Open(file => Tell(file, "names", text)), Throws.TypeOf<ModelLoadException>().With.Message.Contains("each of them once"));

    [Test]
    public void NamesWithControlCharacters_DoNotReachATerminal()
    {
        using var model = Open(file => Tell(file, "names", "['\u001b[31mred', 'b', 'c']"));
        Assert.That(model.Names[0], Is.EqualTo("\uFFFD[31mred"));
    }

    [Test]
    public void PipesAndFolders_AreNotRead()
    {
        Directory.CreateDirectory(Folder.Path("folder.onnx"));
        Folder.Write("empty.onnx", "");
        Assert.That(() => new YoloModel(Folder.Path("folder.onnx")), Throws.TypeOf<ModelLoadException>().With.Message.Contains("is a folder"));
        Assert.That(() => new YoloModel(Folder.Path("empty.onnx")), Throws.TypeOf<ModelLoadException>().With.Message.Contains("is empty, or a pipe"));
    }

    [Test]
    public void FileThatAnswersForOnePictureOfSeveral_IsSaid()
    {
        using var model = Open(file =>
        {
            // It takes any number, and looks at the first.
            var input = file.Graph.Input[0];
            input.Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "batch" };
            foreach (var node in file.Graph.Node)
            {
                for (var i = 0; i < node.Input.Count; i++)
                {
                    node.Input[i] = node.Input[i] == input.Name ? "first" : node.Input[i];
                }
            }

            file.Graph.Initializer.Add(new TensorProto { Name = "zero", DataType = 7, Dims = { 1 }, RawData = ByteString.CopyFrom(new byte[8]) });
            file.Graph.Node.Insert(0, new NodeProto { OpType = "Gather", Input = { input.Name, "zero" }, Output = { "first" }, Attribute = { new AttributeProto { Name = "axis", Type = AttributeProto.Types.AttributeType.Int, I = 0 } } });
        });
        var picture = new Yolo.Imaging.Image(96, 64);

        Assert.That(() => model.Predict(PictureSource.FromImages([picture, picture, picture]), new PredictOptions { Batch = 3 }).ToList(), Throws.TypeOf<NotSupportedException>().With.Message.Contains("takes 3 pictures and answers for 1").And.Message.Contains("batch=1"));
    }

    [Test]
    public void WithoutMetadata_ButTheTask_ClassesAreCounted_AndSizesMeasured()
    {
        using var model = Open(file =>
        {
            file.MetadataProps.Clear();
            Tell(file, "task", "detect");
        });

        Assert.That(model.Names.Values, Is.EqualTo(new[] { "0", "1", "2" }));
        Assert.That((model.ImageSize, model.IsEndToEnd), Is.EqualTo((new ImageSize(64, 96), false)));
        AssertFindsTheSame(model);
    }

    [Test]
    public void AnchorPointsFirst_AreTurned([Values] bool withMetadata)
    {
        using var model = Open(file =>
        {
            var output = file.Graph.Output[0];
            file.Graph.Node.Add(new NodeProto { OpType = "Transpose", Input = { output.Name }, Output = { "turned" }, Attribute = { new AttributeProto { Name = "perm", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 0, 2, 1 } } } });
            var sizes = output.Type.TensorType.Shape.Dim;
            file.Graph.Output.Clear();
            file.Graph.Output.Add(Port("turned", Float32, sizes[0].DimValue, sizes[2].DimValue, sizes[1].DimValue));
            if (!withMetadata)
            {
                file.MetadataProps.Clear();
                Tell(file, "task", "detect");
            }
        });

        AssertFindsTheSame(model);
    }

    [Test]
    public void MoreOutputsThanAreNeeded_AreLeftAlone_AndInputsMayHaveAnyName()
    {
        using var model = Open(file =>
        {
            foreach (var node in file.Graph.Node)
            {
                for (var i = 0; i < node.Input.Count; i++)
                {
                    node.Input[i] = node.Input[i] == file.Graph.Input[0].Name ? "bild" : node.Input[i];
                }
            }

            file.Graph.Input[0].Name = "bild";
            file.Graph.Node.Add(new NodeProto { OpType = "Shape", Input = { "bild" }, Output = { "shape of it" } });
            file.Graph.Output.Insert(0, Port("shape of it", 7, 4));
        });

        AssertFindsTheSame(model);
    }

    [TestCase("task", "dance", "none of detect")]
    [TestCase("names", "__import__('os')", "'names' in its metadata cannot be read")]
    [TestCase("names", "['one']", "neither 5 rows nor columns")]
    [TestCase("names", "12", "neither a list nor names by number")]
    [TestCase("stride", "'x'", "'stride'")]
    [TestCase("end2end", "True", "its rows have")]
    public void WrongMetadata_IsRefused(string key, string text, string expected) =>
        Assert.That(() => Open(file => Tell(file, key, text)), Throws.TypeOf<ModelLoadException>().With.Message.Contains(expected).And.Message.Contains("m.onnx"));

    [Test]
    public void WithoutAnyMetadata_TheTaskIsAskedFor() =>
        Assert.That(() => Open(file => file.MetadataProps.Clear()), Throws.TypeOf<ModelLoadException>().With.Message.Contains("task=detect"));

    [Test]
    public void InputOfTerabytes_IsRefused_BeforeItIsMade() =>
        Assert.That(
            () => Open(file =>
            {
                var input = file.Graph.Input[0].Name;
                file.Graph = new GraphProto
                {
                    Name = "huge",
                    Input = { Port(input, Float32, 1, 3, 1_000_000, 1_000_000) },
                    Node = { new NodeProto { OpType = "GlobalAveragePool", Input = { input }, Output = { "mean" } } },
                    Output = { Port("mean", Float32, 1, 3, 1, 1) },
                };
            }),
            Throws.TypeOf<ModelLoadException>().With.Message.Contains("GiB"));

    [Test]
    public void UnknownOperator_IsRefused() =>
        Assert.That(() => Open(file => file.Graph.Node[0].OpType = "Sorcery"), Throws.TypeOf<ModelLoadException>().With.Message.Contains("Sorcery"));

    [Test]
    public void WeightsOutsideTheFolder_AreNotRead()
    {
        Folder.Write("secret.bin", new byte[1 << 20]);
        Assert.That(
            () => Open(
                file =>
                {
                    var weights = file.Graph.Initializer.First(initializer => initializer.RawData.Length > 1000);
                    weights.ClearRawData();
                    weights.DataLocation = TensorProto.Types.DataLocation.External;
                    weights.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "../secret.bin" });
                },
                "inner"),
            Throws.TypeOf<ModelLoadException>().With.Message.Contains("secret.bin"));
    }

    [Test]
    public void TruncatedFile_IsRefused([Values(0, 1, 100, 10_000)] int length)
    {
        var whole = File.ReadAllBytes(Export());
        var cut = Folder.Write("cut.onnx", whole[..length]);
        Assert.That(() => new YoloModel(cut), Throws.TypeOf<ModelLoadException>().With.Message.Contains("cut.onnx"));
    }

    [Test]
    public void MissingFile_IsSaid() => Assert.That(() => new YoloModel("nowhere.onnx"), Throws.TypeOf<ModelLoadException>().With.Message.Contains("model=nowhere.onnx is not there"));

    private void AssertFindsTheSame(YoloModel model)
    {
        using var plain = new YoloModel(Folder.Path("plain.onnx"));
        var picture = Folder.Write("picture.jpg", File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Imaging", "Fixtures", "progressive.jpg")));
        var options = new PredictOptions { Confidence = 0.001, MaximumDetections = 5 };

        var expected = plain.Predict(picture, options).Single().Boxes!;
        var found = model.Predict(picture, options).Single().Boxes!;

        Assert.That(expected, Has.Count.EqualTo(5));
        Assert.That(found.Select(box => (box.Box, box.Class, box.Confidence)), Is.EqualTo(expected.Select(box => (box.Box, box.Class, box.Confidence))));
    }

    private YoloModel Open(Action<ModelProto> change, string folder = "other")
    {
        var file = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Export()));
        change(file);
        return new YoloModel(Folder.Write($"{folder}/m.onnx", file.ToByteArray()));
    }

    private string Export()
    {
        var path = Folder.Path("plain.onnx");
        if (!File.Exists(path))
        {
            var description = Folder.Write("three.yaml", "nc: 3\nbackbone:\n  - [-1, 1, Conv, [8, 3, 8]]\n  - [-1, 1, Conv, [8, 3, 2]]\n  - [-1, 1, Conv, [8, 3, 2]]\nhead:\n  - [[0, 1, 2], 1, Detect, [nc]]\n");
            using var model = new YoloModel(description);
            model.Export(new ExportOptions { ImageSize = new ImageSize(64, 96), File = path });
        }

        return path;
    }

    private static void Tell(ModelProto file, string key, string value)
    {
        var old = file.MetadataProps.FirstOrDefault(entry => entry.Key == key);
        if (old is not null)
        {
            file.MetadataProps.Remove(old);
        }

        file.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
    }

    private static ValueInfoProto Port(string name, int type, params long[] sizes)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(sizes.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = type, Shape = shape } } };
    }
}
