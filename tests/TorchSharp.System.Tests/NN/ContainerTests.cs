using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

[TestFixture]
public class ContainerTests : ScopedTests
{
    [Test]
    public void Sequential_OfModules_CallsThemAndDisposesWhatLiesBetween()
    {
        using var row = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2));
        using var none = no_grad();
        var input = Numbers.Spread(5, 3).to(float32);
        var before = Numbers.CountTensors();

        var output = row.call(input);

        Assert.That(output.shape, Is.EqualTo(new long[] { 5, 2 }));
        Assert.That(Tensor.TotalCount, Is.EqualTo(before + 1));
        Assert.That(input.IsInvalid, Is.False);
    }

    [Test]
    public void Sequential_Sliced_SharesModulesAndNames()
    {
        using var row = nn.Sequential(nn.Linear(1, 1), nn.ReLU(), nn.Linear(1, 1));

        Assert.That(row[1..].named_children().Select(entry => entry.name), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(row[..^1].Count, Is.EqualTo(2));
        Assert.That(row[(null, 1)][0], Is.SameAs(row[0]));
        Assert.That(() => row[(0, 4)], Throws.TypeOf<IndexOutOfRangeException>());
        Assert.That(row.append(nn.ReLU()).named_children().Last().name, Is.EqualTo("3"));
    }

    [Test]
    public void Sequential_WithoutModules_GivesItsInputUnderAnotherHandle()
    {
        using var row = nn.Sequential();
        var input = ones(1);

        var output = row.call(input);
        output.Dispose();

        Assert.That(input.Values(), Is.EqualTo(new[] { 1.0 }));
    }

    [Test]
    public void ModuleList_Changed_RegistersWhatItHoldsAtTheTime()
    {
        using var list = nn.ModuleList<nn.Module>(nn.Linear(1, 1, false));
        list.Add(nn.Linear(1, 1, false));
        list.append(nn.ReLU());
        using var owner = new Owner();
        owner.register_module("list", list);

        Assert.That(owner.named_parameters().Select(entry => entry.name), Is.EqualTo(new[] { "list.0.weight", "list.1.weight" }));
        Assert.That(list.Count, Is.EqualTo(3));
    }

    [Test]
    public void ModuleDict_OfModules_UsesTheirNamesInOrder()
    {
        using var entries = nn.ModuleDict(("b", nn.Linear(1, 1, false)), ("a", nn.Linear(1, 1, false)));
        using var owner = new Owner();
        owner.register_module("d", entries);

        Assert.That(entries.keys(), Is.EqualTo(new[] { "b", "a" }));
        Assert.That(owner.named_parameters().Select(entry => entry.name), Is.EqualTo(new[] { "d.b.weight", "d.a.weight" }));
        Assert.That(entries["a"], Is.SameAs(entries[1].Item2));
    }

    [Test]
    public void OrderedDict_Changed_KeepsItsOrder()
    {
        var entries = new OrderedDict<string, int> { ("b", 1), ("a", 2) };
        entries["b"] = 3;
        entries["c"] = 4;
        entries.Insert(0, ("z", 0));
        entries.Remove("a");

        Assert.That(entries.Keys, Is.EqualTo(new[] { "z", "b", "c" }));
        Assert.That(entries.Values, Is.EqualTo(new[] { 0, 3, 4 }));
        Assert.That(entries.TryGetValue("a", out _), Is.False);
        Assert.That(entries[1], Is.EqualTo(("b", 3)));
        Assert.That(() => entries.Add("b", 1), Throws.ArgumentException);
        Assert.That(() => entries.Remove("a"), Throws.TypeOf<KeyNotFoundException>());
    }

    private sealed class Owner() : nn.Module(nameof(Owner));
}
