using System.Text.Json;
using Yolo.Engine.Optimization;
using Yolo.Models;

namespace Yolo.Tests.Engine.Optimization;

public sealed class ParameterGroupsTests
{
    [TestCase("sgd")]
    [TestCase("adamw")]
    public void Split_ThreeGroups_HaveTheReferencesSizes(string run)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Shared.Path("goldens", $"finetune-{run}.json")));
        using var network = ModelBuilder.Build(ModelSpec.Load("yolov8n") with { Classes = 3 });

        var groups = ParameterGroups.Split(network, muon: false);

        var expected = golden.RootElement.GetProperty("param_groups_after_first_step").EnumerateArray().Select(group => group.GetProperty("params").GetInt32());
        Assert.That(groups.Select(group => group.Parameters.Count), Is.EqualTo(expected));
        Assert.That(groups.Select(group => group.Tag), Is.EqualTo(new[] { "weight", "bn", "bias" }));
    }

    [Test]
    public void Split_EveryParameter_IsInOneGroup([Values] bool muon, [Values("yolov8n", "yolo12n", "yolo26n-pose")] string name)
    {
        using var network = ModelBuilder.Build(ModelSpec.Load(name));

        var names = ParameterGroups.Split(network, muon).SelectMany(group => group.Parameters, (_, entry) => entry.Name).ToList();

        Assert.That(names, Is.Unique);
        Assert.That(names, Is.EquivalentTo(network.named_parameters().Select(entry => entry.name)));
    }

    [Test]
    public void Split_ByOwner_PutsEachWhereTheReferenceDoes()
    {
        using var network = ModelBuilder.Build(ModelSpec.Load("yolo12l"));

        var groups = ParameterGroups.Split(network, muon: false);

        Assert.That(groups[0].Parameters.Select(entry => entry.Name), Has.Member("model.0.conv.weight").And.Member("model.6.gamma").And.Member("model.21.dfl.conv.weight"));
        Assert.That(groups[1].Parameters.Select(entry => entry.Name), Has.Member("model.0.bn.weight").And.All.EndsWith("bn.weight"));
        Assert.That(groups[2].Parameters.Select(entry => entry.Name), Has.Member("model.0.bn.bias").And.Member("model.21.cv3.0.2.bias").And.All.EndsWith("bias"));
    }

    [Test]
    public void Split_ForMuon_GivesEightGroupsAndTriplesTheBranchOfClasses()
    {
        using var network = ModelBuilder.Build(ModelSpec.Load("yolo26n"));

        var groups = ParameterGroups.Split(network, muon: true);

        Assert.That(groups.Select(group => group.Tag), Is.EqualTo(new[] { "weight", "weight", "bn", "bn", "bias", "bias", "muon", "muon" }));
        Assert.That(groups.Select(group => group.RateFactor), Is.EqualTo(new[] { 3.0, 1, 3, 1, 3, 1, 3, 1 }));
        Assert.That(groups[6].Parameters.Select(entry => entry.Name), Has.Member("model.23.cv3.0.2.weight").And.Member("model.23.one2one_cv3.1.2.weight"));
        Assert.That(groups[6].Parameters.Select(entry => entry.Name), Has.All.Contains("cv3"));
        Assert.That(groups[7].Parameters, Has.All.Matches<(string Name, TorchSharp.Modules.Parameter Parameter)>(entry => entry.Parameter.dim() >= 2));
        Assert.That(groups[1].Parameters, Has.All.Matches<(string Name, TorchSharp.Modules.Parameter Parameter)>(entry => entry.Parameter.dim() < 2));
    }
}
