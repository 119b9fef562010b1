using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

[TestFixture]
public class ModuleRegistrationTests : ScopedTests
{
    [Test]
    public void RegisterComponents_OfFields_UsesTheirNamesAndOrder()
    {
        using var net = new Net();

        Assert.That(net.named_parameters().Select(entry => entry.name), Is.EqualTo(new[]
        {
            "gain", "first.weight", "many.0.weight", "many.1.weight", "second.weight", "second.bias", "row.0.weight", "row.last.weight", "row.last.bias",
        }));
        Assert.That(net.named_buffers().Select(entry => entry.name), Is.EqualTo(new[]
        {
            "grid", "second.running_mean", "second.running_var", "second.num_batches_tracked", "row.last.running_mean", "row.last.running_var",
            "row.last.num_batches_tracked",
        }));
        Assert.That(net.state_dict().Keys, Is.EqualTo(net.named_parameters().Select(entry => entry.name).Concat(net.named_buffers().Select(entry => entry.name))));
        Assert.That(net.named_children().Select(entry => entry.name), Is.EqualTo(new[] { "first", "many", "second", "row" }));
        Assert.That(net.named_modules().Select(entry => entry.name), Is.EqualTo(new[]
        {
            "first", "many", "second", "row", "many.0", "many.1", "row.0", "row.last",
        }));
    }

    [Test]
    public void StateDict_OfAModule_HoldsItsOwnTensors()
    {
        using var net = new Net();

        Assert.That(net.state_dict()["gain"], Is.SameAs(net.gain));
        Assert.That(net.state_dict(prefix: "model")["model.gain"], Is.SameAs(net.gain));
    }

    [Test]
    public void StateDict_OfANonPersistentBuffer_LacksIt()
    {
        using var net = new Net();

        Assert.That(net.has_buffer("cache"), Is.True);
        Assert.That(net.get_buffer("cache"), Is.SameAs(net.cache));
        Assert.That(net.state_dict().Keys, Does.Not.Contain("cache"));
        Assert.That(net.named_buffers(include_nonpersistent: true).Select(entry => entry.name), Does.Not.Contain("cache"));
    }

    [Test]
    public void Get_ByDottedName_FindsWhatIsBelow()
    {
        using var net = new Net();

        Assert.That(net.get_parameter("many.1.weight"), Is.SameAs(net.many[1].weight));
        Assert.That(net.has_parameter("many.1.weight"), Is.True);
        Assert.That(net.has_parameter("many.2.weight"), Is.False);
        Assert.That(net.get_parameter("many.2.weight"), Is.Null);
        Assert.That(net.get_buffer("second.running_var"), Is.SameAs(net.second.running_var));
        Assert.That(net.has_buffer("second.nothing"), Is.False);
    }

    [Test]
    public void Parameters_ThatTwoModulesShare_AppearOnce()
    {
        using var shared = nn.Linear(2, 2, false);
        using var net = nn.Sequential(("a", shared), ("b", shared));

        Assert.That(net.named_parameters().Select(entry => entry.name), Is.EqualTo(new[] { "a.weight" }));
    }

    [Test]
    public void RegisterModule_WithABadName_Throws()
    {
        using var net = new Net();

        Assert.That(() => net.register_module("a.b", nn.ReLU()), Throws.ArgumentException);
        Assert.That(() => net.register_module(string.Empty, nn.ReLU()), Throws.ArgumentException);
        Assert.That(() => net.register_module("first", nn.ReLU()), Throws.InvalidOperationException);
        Assert.That(() => net.register_parameter("gain", nn.Parameter(ones(1))), Throws.InvalidOperationException);
        Assert.That(() => net.register_buffer("grid", ones(1)), Throws.InvalidOperationException);
        Assert.That(() => net.register_buffer("empty", null!), Throws.ArgumentNullException);
        Assert.That(() => nn.ReLU().register_parameter("p", nn.Parameter(ones(1))), Throws.InvalidOperationException);
    }

    [Test]
    public void LoadStateDict_OfTheSameNames_CopiesValues()
    {
        using var net = new Net();
        using var other = new Net();
        var handle = other.gain.Handle;

        var (missing, unexpected) = other.load_state_dict(net.state_dict());

        Assert.That(missing.Concat(unexpected), Is.Empty);
        Assert.That(other.first.weight.Values(), Is.EqualTo(net.first.weight.Values()));
        Assert.That(other.gain.Handle, Is.EqualTo(handle));
        Assert.That(other.gain.requires_grad, Is.True);
    }

    [Test]
    public void LoadStateDict_OfOtherNames_ThrowsIfStrictAndCopiesNothing()
    {
        using var net = new Net();
        var before = net.gain.Values();
        var source = new Dictionary<string, Tensor> { ["gain"] = full(1, 7.0), ["unknown"] = ones(1) };

        Assert.That(
            () => net.load_state_dict(source), Throws.InvalidOperationException.With.Message.Contains("unknown").And.Message.Contains("first.weight"));
        Assert.That(net.gain.Values(), Is.EqualTo(before));

        var (missing, unexpected) = net.load_state_dict(source, strict: false, skip: ["first.weight"]);
        Assert.That(unexpected, Is.EqualTo(new[] { "unknown" }));
        Assert.That(missing, Does.Contain("second.weight").And.Not.Contain("first.weight"));
        Assert.That(net.gain.Values(), Is.EqualTo(new[] { 7.0 }));
    }

    [Test]
    public void LoadStateDict_OfAnotherShape_Throws()
    {
        using var net = nn.Linear(2, 3);
        var source = new Dictionary<string, Tensor> { ["weight"] = ones(2, 5), ["bias"] = ones(3) };

        Assert.That(() => net.load_state_dict(source), Throws.TypeOf<System.Runtime.InteropServices.ExternalException>());
    }

    [Test]
    public void SaveAndLoad_InTheOwnFormat_KeepValues()
    {
        using var net = new Net();
        using var other = new Net();
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.dat");
        var found = new Dictionary<string, bool>();
        try
        {
            net.save(path);
            other.load(path, loadedParameters: found);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.That(found.Keys, Is.EqualTo(net.state_dict().Keys));
        Assert.That(other.state_dict().Values.SelectMany(Numbers.Values), Is.EqualTo(net.state_dict().Values.SelectMany(Numbers.Values)));
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        internal readonly Parameter gain = nn.Parameter(Numbers.Spread(1));
        internal readonly Tensor cache = zeros(2);
        internal readonly Conv2d first = nn.Conv2d(1, 2, 3, bias: false);
        internal readonly ModuleList<Linear> many = nn.ModuleList(nn.Linear(2, 2, false), nn.Linear(2, 2, false));

        [ComponentName(Name = "second")]
        private readonly BatchNorm2d renamed = nn.BatchNorm2d(2);

        private readonly Sequential row = nn.Sequential(("0", nn.Linear(2, 2, false)), ("last", nn.BatchNorm1d(2)));
        private readonly Tensor grid = arange(3);

        internal Net()
            : base(nameof(Net))
        {
            register_buffer("cache", cache, persistent: false);
            RegisterComponents();
            _ = (row, grid);
        }

        internal BatchNorm2d second => renamed;

        public override Tensor forward(Tensor input) => second.call(first.call(input));

        protected override void Dispose(bool disposing)
        {
            cache.Dispose();
            base.Dispose(disposing);
        }
    }
}
