using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

/// <summary>SiLU behind a batch norm in training has a way back of its own, which must lead where the plain one leads.</summary>
[TestFixture]
public class SiluOfNormTests : ScopedTests
{
    private const int Channels = 19;

    [TestCase(true, 1)]
    [TestCase(false, 1)]
    [TestCase(true, 40)]
    public void Backward_OfBothLayouts_EqualsThePlainOne(bool channelsLast, double reach)
    {
        var (input, weight, bias) = Leaves(channelsLast, reach);
        var plain = Gradients(input, weight, bias, normed => normed.mul(1).silu());

        var own = Gradients(input, weight, bias, normed => normed.silu());

        Expect(own, plain);
    }

    [Test]
    public void Backward_OfAPartOfAJoin_EqualsThePlainOne()
    {
        var (input, weight, bias) = Leaves(true, 1);
        Tensor Joined(Tensor activated) => cat([activated, input, activated.narrow(1, 3, 5)], 1);
        var plain = Gradients(input, weight, bias, normed => Joined(normed.mul(1).silu()));

        Expect(Gradients(input, weight, bias, normed => Joined(normed.silu())), plain);
    }

    [Test]
    public void Backward_WhereTheNormsOutputAndTheGradientAreUsedTwice_EqualsThePlainOne()
    {
        var (input, weight, bias) = Leaves(true, 1);
        var plain = Gradients(input, weight, bias, normed => (normed.mul(1).silu() + input) + normed);

        Expect(Gradients(input, weight, bias, normed => (normed.silu() + input) + normed), plain);
    }

    [Test]
    public void Backward_AfterTheBiasHasChanged_IsOfTheForwardPass()
    {
        var (input, weight, bias) = Leaves(true, 1);
        var plain = Gradients(input, weight, bias, normed => normed.mul(1).silu());

        var own = Gradients(input, weight, bias, normed =>
        {
            var result = normed.silu();
            using (no_grad())
            {
                bias.add_(3);
            }

            return result;
        });

        Expect(own, plain);
    }

    [Test]
    public void Backward_OfWhatWasChangedWithoutGradient_IsOfTheChangedValues()
    {
        var (input, weight, bias) = Leaves(true, 1);
        Tensor Doubled(Tensor normed)
        {
            using var noGradient = no_grad();
            return normed.mul_(2);
        }

        var plain = Gradients(input, weight, bias, normed => Doubled(normed).mul(1).silu());

        Expect(Gradients(input, weight, bias, normed => Doubled(normed).silu()), plain);
    }

    [Test]
    public void Backward_Twice_EqualsThePlainOne()
    {
        var (input, weight, bias) = Leaves(true, 1);
        Tensor[] Second(Func<Tensor, Tensor> activate)
        {
            var normed = Norm(input, weight, bias, true);
            var first = autograd.grad([(activate(normed) * Weights(input)).sum()], [normed, input], retain_graph: true, create_graph: true);
            return [.. autograd.grad([first[0].square().sum() + (first[1] * Weights(input)).sum()], [normed, input, weight, bias])];
        }

        var plain = Second(normed => normed.mul(1).silu());
        var viaCopy = Second(normed => normed.silu());

        Expect(viaCopy, plain);
    }

    [Test]
    public void Backward_OfAGraphThatIsGone_IsRefused()
    {
        var (input, weight, bias) = Leaves(true, 1);
        var total = Norm(input, weight, bias, true).silu().sum();
        total.backward();

        Assert.That(() => total.backward(), Throws.TypeOf<ExternalException>().With.Message.Contains("second time"));
    }

    [Test]
    public void Backward_AfterTheNormsInputWasOverwritten_IsRefused()
    {
        var (leaf, weight, bias) = Leaves(true, 1);
        var input = leaf * 1;
        var total = Norm(input, weight, bias, true).silu().sum();
        input.add_(1);

        Assert.That(() => total.backward(), Throws.TypeOf<ExternalException>().With.Message.Contains("inplace operation"));
    }

    [Test]
    public void Backward_OfANotANumber_IsNone()
    {
        var (input, weight, bias) = Leaves(true, 1);
        using (no_grad())
        {
            input.fill_(float.NaN);
        }

        Norm(input, weight, bias, true).silu().sum().backward();

        Assert.That(input.grad!.isnan().all().item<bool>(), Is.True);
    }

    [TestCase(false, true)]
    [TestCase(true, false)]
    public void Forward_OfOtherNorms_EqualsTheFormula(bool training, bool withBias)
    {
        var (input, weight, bias) = Leaves(true, 1);
        bias.requires_grad = withBias;
        var plain = Gradients(input, weight, null, normed => normed.mul(1).silu(), training);

        Expect(Gradients(input, weight, null, normed => normed.silu(), training), plain);
    }

    [Test]
    public void Hook_OnTheNormsOutput_SeesItsGradient()
    {
        var (input, weight, bias) = Leaves(true, 1);
        var normed = Norm(input, weight, bias, true);
        normed.retain_grad();
        var values = normed.detach().requires_grad_();
        (values.silu() * Weights(input)).sum().backward();

        (normed.silu() * Weights(input)).sum().backward();

        Expect([normed.grad!], [values.grad!]);
    }

    private static (Tensor Input, Tensor Weight, Tensor Bias) Leaves(bool channelsLast, double reach)
    {
        var input = Numbers.Spread(3, Channels, 7, 5).to(ScalarType.Float32);
        input = (channelsLast ? input.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : input).requires_grad_();
        return (input, (Numbers.Spread(Channels) * reach).to(ScalarType.Float32).requires_grad_(), Numbers.Spread(Channels).cos().to(ScalarType.Float32).requires_grad_());
    }

    private static Tensor Norm(Tensor input, Tensor weight, Tensor? bias, bool training) =>
        nn.functional.batch_norm(input, zeros(Channels), ones(Channels), weight, bias, training);

    private static Tensor Weights(Tensor like) => Numbers.Spread(like.shape).cos().to(ScalarType.Float32);

    private static Tensor[] Gradients(Tensor input, Tensor weight, Tensor? bias, Func<Tensor, Tensor> activate, bool training = true)
    {
        using var keep = bias?.detach().clone();
        var result = activate(Norm(input, weight, bias, training));
        (result * Weights(result)).sum().backward();
        Tensor[] found = [result.detach(), input.grad!.clone(), weight.grad!.clone(), .. bias?.grad is { } gradient ? new[] { gradient.clone() } : []];
        (input.grad, weight.grad) = (null, null);
        if (bias is not null)
        {
            bias.grad = null;
            using var noGradient = no_grad();
            bias.copy_(keep!);
        }

        return found;
    }

    private static void Expect(IReadOnlyList<Tensor> found, IReadOnlyList<Tensor> expected)
    {
        Assert.That(found, Has.Count.EqualTo(expected.Count));
        foreach (var (one, other) in found.Zip(expected))
        {
            Assert.That(one.shape, Is.EqualTo(other.shape));
            Assert.That(one.Values(), Is.EqualTo(other.Values()).Within(1e-4).Percent.Or.EqualTo(other.Values()).Within(2e-5));
        }
    }
}
