using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optim;

[TestFixture]
public class OptimizerTests : ScopedTests
{
    [Test]
    public void Groups_WithOptionsOfTheirOwn_TakeTheRestFromTheOptimizer()
    {
        var (fast, slow) = (nn.Parameter(ones(1)), nn.Parameter(ones(1)));
        using var optimizer = optim.SGD(
            [new SGD.ParamGroup { Parameters = [fast], Options = new SGD.Options { LearningRate = 1 } }, new SGD.ParamGroup { Parameters = [slow] }],
            0.1, momentum: 0.5);

        (fast.sum() + slow.sum()).backward();
        optimizer.step();

        Assert.That(fast.Values(), Is.EqualTo(new[] { 0.0 }));
        Assert.That(slow.Values()[0], Is.EqualTo(0.9).Within(1e-7));
        Assert.That(optimizer.ParamGroups.Select(group => group.LearningRate), Is.EqualTo(new[] { 1, 0.1 }));
        Assert.That(optimizer.ParamGroups.Select(group => group.InitialLearningRate), Is.EqualTo(new[] { 1, 0.1 }));
        Assert.That(optimizer.ParamGroups.Cast<SGD.ParamGroup>().Select(group => group.Momentum), Is.All.EqualTo(0.5));
    }

    [Test]
    public void AddParamGroup_AfterSteps_TakesPartInTheNext()
    {
        var late = nn.Parameter(ones(1));
        using var optimizer = optim.AdamW([nn.Parameter(ones(1))], 0.1);
        optimizer.step();
        optimizer.add_param_group(new AdamW.ParamGroup([late], lr: 0.5));

        late.sum().backward();
        optimizer.step();

        Assert.That(late.Values()[0], Is.EqualTo(0.5).Within(1e-6));
        Assert.That(optimizer.parameters().Count(), Is.EqualTo(2));
    }

    [Test]
    public void Momentum_ChangedInAGroup_CountsInTheNextStep()
    {
        var parameter = nn.Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 1, momentum: 0.5);
        parameter.sum().backward();
        optimizer.step();
        ((optim.IMomentum)optimizer.ParamGroups.Single()).Momentum = 0.25;
        optimizer.step();

        // -1, then -(0.25·1 + 1).
        Assert.That(parameter.Values()[0], Is.EqualTo(-2.25));
    }

    [Test]
    public void ZeroGrad_AfterBackward_KeepsGradientsAsZeros()
    {
        var parameter = nn.Parameter(ones(2));
        using var optimizer = optim.SGD([parameter], 1);
        parameter.sum().backward();

        optimizer.zero_grad();

        Assert.That(parameter.grad!.Values(), Is.EqualTo(new[] { 0.0, 0 }));
    }

    [Test]
    public void Step_WithClosure_ReturnsItsLossAndRecordsGradients()
    {
        var parameter = nn.Parameter(full(1, 3.0));
        using var optimizer = optim.SGD([parameter], 0.5);
        using var none = no_grad();

        var loss = optimizer.step(() =>
        {
            var value = parameter.square().sum();
            value.backward();
            return value;
        });

        Assert.That(loss.Values()[0], Is.EqualTo(9));
        Assert.That(parameter.Values()[0], Is.EqualTo(0));
    }

    [Test]
    public void Steps_InAScope_LeaveOnlyTheState()
    {
        var parameter = nn.Parameter(ones(2));
        using var optimizer = optim.Adam([parameter], 0.1, amsgrad: true);
        parameter.sum().backward();
        optimizer.step();
        var before = Numbers.CountTensors();

        for (var i = 0; i < 5; i++)
        {
            using var scope = NewDisposeScope();
            optimizer.step();
            optimizer.zero_grad();
        }

        Assert.That(Tensor.TotalCount, Is.EqualTo(before));
    }

    [Test]
    public void State_OfAChannelsLastParameter_IsChannelsLast()
    {
        var parameter = nn.Parameter(ones(2, 3, 4, 5).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2));
        using var optimizer = optim.AdamW([parameter]);

        var state = (AdamW.State)optimizer.state_dict().State[0];

        Assert.That(state.exp_avg.stride(), Is.EqualTo(parameter.stride()));
    }

    [Test]
    public void Constructor_WithNumbersOutOfRange_Throws()
    {
        Parameter[] parameters = [nn.Parameter(ones(1))];

        Assert.That(() => optim.SGD(parameters, -1), Throws.ArgumentException.With.Message.Contains("lr"));
        Assert.That(() => optim.SGD(parameters, 1, nesterov: true), Throws.ArgumentException.With.Message.Contains("Nesterov"));
        Assert.That(() => optim.Adam(parameters, beta1: 1), Throws.ArgumentException.With.Message.Contains("beta1"));
        Assert.That(() => optim.RMSProp(parameters, eps: -1), Throws.ArgumentException.With.Message.Contains("eps"));
    }

    [Test]
    public void LoadStateDict_OfOtherSizeOrKind_Throws()
    {
        using var one = optim.SGD([nn.Parameter(ones(1))], 1);
        using var two = optim.SGD([nn.Parameter(ones(1)), nn.Parameter(ones(1))], 1);
        using var adam = optim.Adam([nn.Parameter(ones(1))]);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        one.save_state_dict(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);

        Assert.That(() => one.load_state_dict(two.state_dict()), Throws.ArgumentException);
        Assert.That(() => adam.load_state_dict(reader), Throws.TypeOf<InvalidDataException>().With.Message.Contains("SGD"));
    }
}
