using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

[TestFixture]
public class UtilsTests : ScopedTests
{
    private static Parameter[] WithGradients()
    {
        Parameter[] parameters = [nn.Parameter(ones(2, float64)), nn.Parameter(ones(1, float64)), nn.Parameter(ones(3, float64))];
        ((parameters[0] * Numbers.Of([2], 3, 0)).sum() + (parameters[1] * -4).sum()).backward();
        return parameters;
    }

    [TestCase(2, 5)]
    [TestCase(1, 7)]
    [TestCase(double.PositiveInfinity, 4)]
    public void ClipGradNorm_AboveTheLargest_ScalesAllGradients(double kind, double norm)
    {
        var parameters = WithGradients();

        Assert.That(nn.utils.clip_grad_norm_(parameters, 1, kind), Is.EqualTo(norm).Within(1e-12));

        Assert.That(parameters[0].grad!.Values(), Is.EqualTo(new[] { 3 / norm, 0 }).Within(1e-6));
        Assert.That(parameters[1].grad!.Values(), Is.EqualTo(new[] { -4 / norm }).Within(1e-6));
        Assert.That(parameters[2].grad, Is.Null);
    }

    [Test]
    public void ClipGradNorm_BelowTheLargest_ChangesNothing()
    {
        var parameters = WithGradients();

        Assert.That(nn.utils.clip_grad_norm_(parameters, 10), Is.EqualTo(5).Within(1e-12));
        Assert.That(parameters[1].grad!.Values(), Is.EqualTo(new[] { -4.0 }));
        Assert.That(nn.utils.clip_grad_norm_([nn.Parameter(ones(1))], 1), Is.Zero);
    }

    [Test]
    public void ClipGradValue_OfGradients_CutsThem()
    {
        var parameters = WithGradients();

        nn.utils.clip_grad_value_(parameters, 2);

        Assert.That(parameters[0].grad!.Values(), Is.EqualTo(new[] { 2.0, 0 }));
        Assert.That(parameters[1].grad!.Values(), Is.EqualTo(new[] { -2.0 }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void FuseConvBnWeights_OfAConvolution_GivesOneThatDoesBoth(bool transposed)
    {
        using Convolution conv = transposed ? nn.ConvTranspose2d(3, 4, 2, bias: false) : nn.Conv2d(3, 4, 2);
        using var norm = nn.BatchNorm2d(4, eps: 1e-3);
        norm.running_mean = Numbers.Spread(4).to(float32);
        norm.running_var = Numbers.Spread(4).exp().to(float32);
        nn.init.uniform_(norm.weight);
        nn.init.uniform_(norm.bias!);
        norm.eval();
        var input = Numbers.Spread(2, 3, 5, 5).to(float32);

        var (weight, bias) = nn.utils.fuse_conv_bn_weights(conv.weight, conv.bias, norm.running_mean, norm.running_var, norm.eps, norm.weight, norm.bias, transposed);

        var fused = transposed ? nn.functional.conv_transpose2d(input, weight, bias) : nn.functional.conv2d(input, weight, bias);
        Assert.That(fused.Values(), Is.EqualTo(norm.call(conv.call(input)).Values()).Within(1e-5));
        Assert.That(weight.requires_grad && weight.is_leaf, Is.True);
    }

    [Test]
    public void FuseLinearBnEval_OfALinearModule_GivesOneThatDoesBoth()
    {
        using var linear = nn.Linear(3, 4);
        using var norm = nn.BatchNorm1d(4);
        norm.running_var = Numbers.Spread(4).exp().to(float32);
        Assert.That(() => nn.utils.fuse_linear_bn_eval(linear, norm), Throws.InvalidOperationException);
        linear.eval();
        norm.eval();
        var input = Numbers.Spread(2, 3).to(float32);

        using var fused = nn.utils.fuse_linear_bn_eval(linear, norm);

        Assert.That(fused.call(input).Values(), Is.EqualTo(norm.call(linear.call(input)).Values()).Within(1e-6));
    }

    [Test]
    public void Parameters_ToAVectorAndBack_KeepTheirValues()
    {
        Parameter[] parameters = [nn.Parameter(Numbers.Spread(2, 2)), nn.Parameter(Numbers.Spread(3))];

        var vector = nn.utils.parameters_to_vector(parameters).detach();
        nn.utils.vector_to_parameters(vector * 2, parameters);

        Assert.That(vector.shape, Is.EqualTo(new long[] { 7 }));
        Assert.That(parameters[0].Values(), Is.EqualTo(Numbers.Spread(2, 2).Values().Select(value => 2 * value)));
        Assert.That(parameters[1].shape, Is.EqualTo(new long[] { 3 }));
    }
}
