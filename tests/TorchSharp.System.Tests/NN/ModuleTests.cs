using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

[TestFixture]
public class ModuleTests : ScopedTests
{
    [Test]
    public void Train_AndEval_ReachAllModulesBelow()
    {
        using var net = new Outer();
        Assert.That(net.training, Is.True);

        net.eval();
        Assert.That(net.modules().Append(net).Select(module => module.training), Is.All.False);

        net.train();
        Assert.That(net.modules().Append(net).Select(module => module.training), Is.All.True);
    }

    [Test]
    public void Apply_OfAFunction_ReachesChildrenFirst()
    {
        using var net = new Outer();
        var names = new List<string>();

        net.apply(module => names.Add(module.GetName()));

        Assert.That(names, Is.EqualTo(new[] { "Linear", "Dropout", "Linear", "Sequential", "Outer" }));
    }

    [TestCase(ScalarType.Float64)]
    [TestCase(ScalarType.BFloat16)]
    [TestCase(ScalarType.Float16)]
    public void To_OfAnotherType_ReplacesParametersAndKeepsIntegers(ScalarType type)
    {
        using var net = new Outer();
        using var norm = nn.BatchNorm2d(3);
        var before = net.scale;

        net.to(type);
        norm.to(type);

        Assert.That(net.parameters().Select(parameter => parameter.dtype), Is.All.EqualTo(type));
        Assert.That(net.scale, Is.Not.SameAs(before));
        Assert.That(before.IsInvalid, Is.True);
        Assert.That(net.get_parameter("scale"), Is.SameAs(net.scale));
        Assert.That(net.scale.requires_grad && net.scale.is_leaf, Is.True);
        Assert.That(net.table.dtype, Is.EqualTo(ScalarType.Int64));
        Assert.That(net.offset.dtype, Is.EqualTo(type));
        Assert.That(norm.running_mean!.dtype, Is.EqualTo(type));
        Assert.That(norm.num_batches_tracked!.dtype, Is.EqualTo(ScalarType.Int64));
    }

    [Test]
    public void To_WithAGradient_MovesItToo()
    {
        using var linear = nn.Linear(2, 1);
        linear.call(ones(1, 2)).sum().backward();

        linear.to(ScalarType.Float64);

        Assert.That(linear.weight.grad!.dtype, Is.EqualTo(ScalarType.Float64));
        Assert.That(linear.weight.grad!.Values(), Is.EqualTo(new[] { 1.0, 1 }));
    }

    [Test]
    public void To_OfAnIntegerType_Throws()
    {
        using var net = new Outer();

        Assert.That(() => net.to(ScalarType.Int64), Throws.ArgumentException);
        Assert.That(() => net.@int(), Throws.ArgumentException);
    }

    [Test]
    public void To_Cuda_WithoutOne_Throws()
    {
        using var net = new Outer();
        if (cuda.is_available())
        {
            net.cuda().cpu();
            return;
        }

        Assert.That(() => net.cuda(), Throws.InvalidOperationException);
    }

    [Test]
    public void To_ChannelsLastWeights_StayChannelsLast()
    {
        using var conv = nn.Conv2d(3, 4, 3);
        conv.weight = nn.Parameter(conv.weight.detach().permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2));

        conv.to(ScalarType.BFloat16);

        Assert.That(conv.weight.stride(), Is.EqualTo(new long[] { 27, 1, 9, 3 }));
    }

    [Test]
    public void Call_WithHooks_RunsThemInOrder()
    {
        using var linear = nn.Identity();
        var order = new List<string>();
        linear.register_forward_pre_hook(_ => order.Add("module before"));
        linear.register_forward_pre_hook((_, input) =>
        {
            order.Add("before");
            return input + 1;
        });
        var after = linear.register_forward_hook((_, input, output) =>
        {
            order.Add("after");
            return output * 10;
        });
        linear.register_forward_hook(_ => order.Add("module after"));

        Assert.That(linear.call(ones(1)).Values(), Is.EqualTo(new[] { 20.0 }));
        Assert.That(order, Is.EqualTo(new[] { "module before", "before", "after", "module after" }));

        after.remove();
        Assert.That(linear.call(ones(1)).Values(), Is.EqualTo(new[] { 2.0 }));
        Assert.That(linear.forward(ones(1)).Values(), Is.EqualTo(new[] { 1.0 }));
    }

    [Test]
    public void Hook_ThatReturnsNull_ChangesNothing()
    {
        using var loss = new Sum();
        loss.register_forward_pre_hook((_, _, _) => null);
        loss.register_forward_hook((_, _, _, _) => null!);

        Assert.That(loss.call(ones(1), ones(1)).Values(), Is.EqualTo(new[] { 2.0 }));

        loss.register_forward_pre_hook((_, left, right) => (left * 5, right));
        Assert.That(loss.call(ones(1), ones(1)).Values(), Is.EqualTo(new[] { 6.0 }));
    }

    [Test]
    public void ZeroGrad_WithAndWithoutNone_ClearsGradients()
    {
        using var linear = nn.Linear(2, 1);
        linear.call(ones(1, 2)).sum().backward();

        linear.zero_grad(set_to_none: false);
        Assert.That(linear.weight.grad!.Values(), Is.EqualTo(new[] { 0.0, 0 }));

        linear.zero_grad();
        Assert.That(linear.weight.grad, Is.Null);
    }

    [Test]
    public void Module_MadeInAScope_OutlivesIt()
    {
        Linear linear;
        BatchNorm2d norm;
        using (NewDisposeScope())
        {
            linear = nn.Linear(2, 2);
            norm = nn.BatchNorm2d(2);
        }

        Assert.That(linear.state_dict().Values.Concat(norm.state_dict().Values).Select(tensor => tensor.IsInvalid), Is.All.False);
        linear.Dispose();
        norm.Dispose();
    }

    [Test]
    public void Dispose_OfAModule_DisposesAllBelow()
    {
        var before = Numbers.CountTensors();
        var net = new Outer();
        var tensors = net.state_dict().Values.ToList();

        net.Dispose();

        Assert.That(tensors.Select(tensor => tensor.IsInvalid), Is.All.True);
        Assert.That(Tensor.TotalCount, Is.EqualTo(before));
        Assert.That(net.Dispose, Throws.Nothing);
    }

    [Test]
    public void Parameter_OfATensor_TakesItOver()
    {
        var before = Numbers.CountTensors();
        Parameter parameter;
        using (var scope = NewDisposeScope())
        {
            var data = ones(2);
            parameter = nn.Parameter(data);
            Assert.That(data.IsInvalid, Is.True);
            Assert.That(scope.Contains(parameter), Is.True);
            Assert.That(scope.Contains(data), Is.False);
            Assert.That(parameter.requires_grad, Is.True);
            Assert.That(nn.Parameter(ones(2), requires_grad: false).requires_grad, Is.False);
        }

        Assert.That(parameter.IsInvalid, Is.True);
        Assert.That(Tensor.TotalCount, Is.EqualTo(before));
    }

    private sealed class Sum() : nn.Module<Tensor, Tensor, Tensor>(nameof(Sum))
    {
        public override Tensor forward(Tensor input1, Tensor input2) => input1 + input2;
    }

    private sealed class Outer : nn.Module<Tensor, Tensor>
    {
        internal Parameter scale = nn.Parameter(ones(2));
        internal Tensor table = arange(4);
        internal Tensor offset = ones(3);
        private readonly Linear head = nn.Linear(2, 2);
        private readonly Sequential row = nn.Sequential(nn.Dropout(), nn.Linear(2, 2));

        internal Outer()
            : base(nameof(Outer)) => RegisterComponents();

        public override Tensor forward(Tensor input) => row.call(head.call(input)) * scale;
    }
}
