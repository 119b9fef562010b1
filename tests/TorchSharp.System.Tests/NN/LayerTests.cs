using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.NN;

[TestFixture]
public class LayerTests : ScopedTests
{
    [TestCase(ScalarType.Float32)]
    [TestCase(ScalarType.Float64)]
    [TestCase(ScalarType.BFloat16)]
    public void Linear_OfAVector_IsTheMatrixProduct(ScalarType type)
    {
        using var linear = Linear(Parameter(Numbers.Of([2, 3], 1, 2, 3, 4, 5, 6).to(type)), Parameter(Numbers.Of([2], 10, 20).to(type)));

        Assert.That(linear.call(Numbers.Of([1, 3], 1, 0, -1).to(type)).Values(), Is.EqualTo(new[] { 8.0, 18 }));
        Assert.That((linear.in_features, linear.out_features), Is.EqualTo((3L, 2L)));
        Assert.That(linear.state_dict().Keys, Is.EqualTo(new[] { "weight", "bias" }));
        Assert.That(Linear(3, 2, hasBias: false).bias, Is.Null);
    }

    [Test]
    public void Dropout_InTraining_KeepsTheMeanAndInEvaluationDoesNothing()
    {
        using var dropout = Dropout(0.25);
        var values = dropout.call(ones(10000)).Values();

        Assert.That(values.Distinct(), Is.EquivalentTo(new[] { 0.0, (double)(4f / 3) }));
        Assert.That(values.Average(), Is.EqualTo(1).Within(0.05));

        dropout.eval();
        Assert.That(dropout.call(ones(10)).Values(), Is.All.EqualTo(1));
        var channels = Dropout2d().call(ones(1, 64, 2, 2)).reshape(64, 4);
        Assert.That(channels.std(1).Values(), Is.All.Zero);
    }

    [Test]
    public void Flatten_AndUnflatten_ChangeTheShape()
    {
        Assert.That(Flatten().call(ones(2, 3, 4)).shape, Is.EqualTo(new long[] { 2, 12 }));
        Assert.That(Flatten(0, 1).call(ones(2, 3, 4)).shape, Is.EqualTo(new long[] { 6, 4 }));
        Assert.That(Unflatten(1, [3, 4]).call(ones(2, 12)).shape, Is.EqualTo(new long[] { 2, 3, 4 }));
    }

    [Test]
    public void OneHot_OfNumbers_HasASingleOne()
    {
        var numbers = tensor(new[] { 0L, 2L });

        Assert.That(functional.one_hot(numbers).Values(), Is.EqualTo(new[] { 1.0, 0, 0, 0, 0, 1 }));
        Assert.That(functional.one_hot(numbers, 4).shape, Is.EqualTo(new long[] { 2, 4 }));
        Assert.That(functional.one_hot(numbers).dtype, Is.EqualTo(ScalarType.Int64));
        Assert.That(() => functional.one_hot(numbers.to(int32)), Throws.ArgumentException);
    }

    [Test]
    public void Normalize_OfVectors_GivesLengthOne()
    {
        Assert.That(functional.normalize(Numbers.Of([2, 2], 3, 4, 0, 0)).Values(), Is.EqualTo(new[] { 0.6, 0.8, 0, 0 }).Within(1e-12));
        Assert.That(functional.normalize(Numbers.Of([1, 2], 3, 1), 1).Values(), Is.EqualTo(new[] { 0.75, 0.25 }).Within(1e-12));
    }

    [Test]
    public void Embedding_OfNumbers_ReadsItsRows()
    {
        using var table = Embedding(4, 3, padding_idx: 1);
        var output = table.call(tensor(new[] { 1L, 2L }));

        output.sum().backward();

        Assert.That(output[0].Values(), Is.All.Zero);
        Assert.That(output[1].Values(), Is.EqualTo(table.weight![2].Values()));
        Assert.That(table.weight!.grad!.Values(), Is.EqualTo(new double[] { 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0 }));
        Assert.That(table.to(float64).weight!.dtype, Is.EqualTo(float64));
    }

    [Test]
    public void InstanceNorm2d_OfAPicture_UsesItsOwnStatistics()
    {
        using var norm = InstanceNorm2d(1).@double();
        var unit = 1 / Math.Sqrt(1 + 1e-5);

        Assert.That(norm.call(Numbers.Of([2, 1, 1, 2], 1, 3, 10, 12)).Values(), Is.EqualTo(new[] { -unit, unit, -unit, unit }).Within(1e-12));
        Assert.That(norm.call(Numbers.Of([1, 1, 2], 1, 3)).shape, Is.EqualTo(new long[] { 1, 1, 2 }));
        Assert.That(() => norm.call(ones(1, 2, 1, 2)), Throws.ArgumentException);
    }

    [Test]
    public void ScaledDotProductAttention_OfAQuery_WeighsTheValues()
    {
        // The scores are 0 and 2·ln 3 / √4 = ln 3: weights 1/4 and 3/4.
        var query = Numbers.Of([1, 1, 1, 4], 2, 0, 0, 0);
        var key = Numbers.Of([1, 1, 2, 4], 0, 0, 0, 0, Math.Log(3), 0, 0, 0);
        var value = Numbers.Of([1, 1, 2, 1], 4, 8);

        Assert.That(functional.scaled_dot_product_attention(query, key, value).Values()[0], Is.EqualTo(7).Within(1e-6));
        Assert.That(functional.scaled_dot_product_attention(query, key, value, is_casual: true).Values()[0], Is.EqualTo(4).Within(1e-6));
        Assert.That(functional.scaled_dot_product_attention(query, key, value, tensor(new[] { false, true }).reshape(1, 2)).Values()[0], Is.EqualTo(8).Within(1e-6));
    }

    [Test]
    public void MultiheadAttention_OfOneHead_IsScaledDotProductAttention()
    {
        using var attention = MultiheadAttention(4, 1, bias: false).@double();
        var (query, key, value) = (Numbers.Spread(2, 3, 4), Numbers.Spread(5, 3, 4).cos(), Numbers.Spread(5, 3, 4).exp());
        var projections = attention.get_parameter("in_proj_weight")!.chunk(3);
        Tensor Projected(Tensor sequence, int which) => functional.linear(sequence, projections[which]).transpose(0, 1);

        var (output, weights) = attention.call(query, key, value);

        var expected = functional.scaled_dot_product_attention(Projected(query, 0), Projected(key, 1), Projected(value, 2)).transpose(0, 1);
        Assert.That(output.Values(), Is.EqualTo(functional.linear(expected, attention.get_parameter("out_proj.weight")!).Values()).Within(1e-6));
        Assert.That(weights.shape, Is.EqualTo(new long[] { 3, 2, 5 }));
        Assert.That(weights.sum(-1).Values(), Is.All.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void MultiheadAttention_WithMasks_IgnoresKeys()
    {
        using var attention = MultiheadAttention(4, 2, add_bias_kv: true, add_zero_attn: true, kdim: 3, vdim: 5);
        var padding = tensor(new[] { false, false, true, false, true, true }).reshape(2, 3);
        var mask = tensor(new[] { false, true, false, false, false, false, true, false, false, false, true, false }).reshape(4, 3);

        var (output, weights) = attention.call(ones(4, 2, 4), ones(3, 2, 3), ones(3, 2, 5), padding, true, mask);

        Assert.That(output.shape, Is.EqualTo(new long[] { 4, 2, 4 }));
        Assert.That(weights.shape, Is.EqualTo(new long[] { 2, 4, 5 }));
        Assert.That(weights[0, 0].Values().Select(weight => weight > 0), Is.EqualTo(new[] { true, false, false, true, true }));
        Assert.That(weights[1, 0].Values().Select(weight => weight > 0), Is.EqualTo(new[] { true, false, false, true, true }));
        Assert.That(attention.state_dict().Keys, Is.EqualTo(new[]
        {
            "q_proj_weight", "k_proj_weight", "v_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias", "bias_k", "bias_v",
        }));
        Assert.That(() => MultiheadAttention(5, 2), Throws.ArgumentException);
    }

    [Test]
    public void Bilinear_OfTwoVectors_IsTheForm() => Assert.That(
        functional.bilinear(Numbers.Of([1, 2], 1, 2), Numbers.Of([1, 2], 3, 4), Numbers.Of([1, 2, 2], 1, 10, 100, 1000), Numbers.Of([1], 5)).Values(),
        Is.EqualTo(new[] { 3.0 + 40 + 600 + 8000 + 5 }));
}
