using TorchSharp;
using Yolo.Runtime;
using Yolo.Runtime.Devices;

namespace Yolo.Tests.Runtime.Devices;

/// <summary>The switches are libtorch's and can be turned without a GPU.</summary>
[NonParallelizable]
public sealed class GpuArithmeticTests
{
    private static readonly torch.Device Gpu = new("cuda");

    private static (bool Search, bool Convolutions, bool Operators, bool Tf32) Switches =>
        (TorchContext.SearchesConvolutions, TorchContext.RepeatsConvolutions, TorchContext.RepeatsOperators, torch.backends.cudnn.allow_tf32);

    [Test]
    public void ExpectInputs_OfOneSize_SearchesTheFastestConvolutions([Values] bool isSizeConstant)
    {
        using var arithmetic = GpuArithmetic.Begin(Gpu, isDeterministic: false);

        arithmetic.ExpectInputs(isSizeConstant);

        Assert.That(Switches, Is.EqualTo((isSizeConstant, false, false, true)));
    }

    [Test]
    public void Begin_OfADeterministicTraining_TurnsSearchAndTf32Off([Values] bool isSizeConstant)
    {
        using var arithmetic = GpuArithmetic.Begin(Gpu, isDeterministic: true);

        arithmetic.ExpectInputs(isSizeConstant);

        Assert.That(Switches, Is.EqualTo((false, true, true, false)));
    }

    [Test]
    public void Dispose_PutsAllSwitchesBack([Values] bool isDeterministic)
    {
        var before = Switches;
        using (var arithmetic = GpuArithmetic.Begin(Gpu, isDeterministic))
        {
            arithmetic.ExpectInputs(isSizeConstant: true);
            Assert.That(Switches, Is.Not.EqualTo(before));
        }

        Assert.That(Switches, Is.EqualTo(before));
    }

    [Test]
    public void Begin_OnTheProcessor_TouchesNothing([Values] bool isDeterministic)
    {
        var before = Switches;
        using var arithmetic = GpuArithmetic.Begin(torch.CPU, isDeterministic);

        arithmetic.ExpectInputs(isSizeConstant: true);

        Assert.That(Switches, Is.EqualTo(before));
    }
}
