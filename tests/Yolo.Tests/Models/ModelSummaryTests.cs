using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Models;

/// <summary>
/// Each architecture's table of layers against an approved file, so that drift shows in review. <c>APPROVE=1</c> writes the files anew.
/// </summary>
public sealed class ModelSummaryTests
{
    private static IEnumerable<string> Names() => ModelSpecCatalog.Families.Select(Smallest);

    [TestCaseSource(nameof(Names))]
    public void Summary_OfAnArchitecture_IsTheApprovedOne(string name)
    {
        using var network = ModelBuilder.Build(ModelSpec.Load(name));
        var path = Path.Combine(Folder(), name + ".txt");
        var actual = network.Summarize() + "\n";
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.That(File.Exists(path), $"{path} is missing");
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path)));
    }

    // Layers and GFLOPs as the reference prints them.
    [TestCase("yolov8n", 130, 8.9, 73, 8.7)]
    [TestCase("yolo11n", 182, 6.6, 101, 6.5)]
    [TestCase("yolo12n", 272, 6.7, 159, 6.5)]
    [TestCase("yolo26n", 260, 6.1, 122, 5.4)]
    public void Summary_BeforeAndAfterFusing_HasTheReferencesLayersAndFlops(string name, int layers, double flops, int fusedLayers, double fusedFlops)
    {
        using var network = ModelBuilder.Build(ModelSpec.Load(name));
        var before = network.Summarize();
        var after = network.Fuse().Summarize();

        Assert.Multiple(() =>
        {
            Assert.That((before.Layers, after.Layers), Is.EqualTo((layers, fusedLayers)));
            Assert.That(before.GigaFlops, Is.EqualTo(flops).Within(0.0501));
            Assert.That(after.GigaFlops, Is.EqualTo(fusedFlops).Within(0.0501));
        });
    }

    [Test]
    public void Summary_OfANetwork_KeepsItsModeAndLeavesNoTensor()
    {
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n"));
        network.eval();
        using var scope = NewDisposeScope();
        network.Summarize();

        Assert.That(scope.DisposablesCount, Is.Zero);
        Assert.That(network.training, Is.False);
    }

    private static string Smallest(string family)
    {
        var spec = ModelSpec.Load(family);
        if (spec.Scales.Count < 2)
        {
            return family;
        }

        var end = family.TakeWhile(letter => !char.IsAsciiDigit(letter)).Count();
        end += family.Skip(end).TakeWhile(char.IsAsciiDigit).Count();
        return family.Insert(end, spec.Scales[0].Letter);
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Yolo.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return Directory.CreateDirectory(Path.Combine(folder.FullName, "tests", "Yolo.Tests", "Models", "Approved")).FullName;
    }
}
