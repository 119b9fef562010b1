using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>What libtorch refuses arrives as an exception with its text; nothing crashes.</summary>
[TestFixture]
public class ErrorTests : ScopedTests
{
    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("shapes that do not broadcast", () => zeros(2) + zeros(3), "size");
        yield return Case("shapes that do not multiply", () => zeros(2, 3).mm(zeros(2, 3)), "mat1 and mat2");
        yield return Case("a dimension out of range", () => zeros(2).sum(3), "Dimension out of range");
        yield return Case("an index out of range", () => zeros(2)[5], "out of range");
        yield return Case("too many indices", () => zeros(2)[0, 0], "");
        yield return Case("too many ranges", () => zeros(2)[.., ..], "too many indices");
        yield return Case("an index tensor out of range", () => zeros(2)[tensor(new[] { 7L })], "out of bounds");
        yield return Case("a mask of another shape", () => zeros(2).masked_select(tensor(new[] { true, false, true })), "size");
        yield return Case("floats as indices", () => zeros(2).index_select(0, zeros(1)), "index");
        yield return Case("bits of floats", () => zeros(2).bitwise_and(zeros(2)), "not implemented");
        yield return Case("a view of another size", () => zeros(6).view(4), "invalid for input of size");
        yield return Case("more memory than there is", () => zeros([1L << 50]), "allocate");
        yield return Case("a negative size", () => zeros([-1L]), "negative dimension");
        yield return Case("the inverse of a singular matrix", () => zeros(2, 2).inverse(), "singular");
        yield return Case("no tensors to join", () => cat(Array.Empty<Tensor>()), "non-empty");
        yield return Case("a bad equation", () => einsum("ij,jk", zeros(2)), "einsum");
        yield return Case("a null operand", () => zeros(2).add((Tensor)null!), "");
        yield return Case("probabilities outside", () => full(2, 2).bernoulli(), "");
        yield return Case("a missing device", () => cuda.is_available() ? throw new ExternalException("there is one") : zeros(1, device: CUDA), "");
        yield return Case("integers in place of a fraction", () => tensor(1L).div_(2), "result type");
        yield return Case("backward of several elements", () => { var x = zeros(2).requires_grad_(); x.backward(); return x; }, "grad can be implicitly created only for scalar outputs");
        yield return Case("a leaf changed in place", () => zeros(2).requires_grad_().add_(1), "leaf");
        yield return Case("a generator's state of another size", () => { using var generator = new Generator(); generator.set_state(zeros(3, uint8)); return zeros(1); }, "");
    }

    private static TestCaseData Case(string name, Func<Tensor> fail, string text) => new TestCaseData(fail, text).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Cases))]
    public void Mistake_InAnyOperation_ThrowsLibtorchsText(Func<Tensor> fail, string text)
    {
        var error = Assert.Throws<ExternalException>(() => fail())!;

        Assert.That(error.Message, Does.Contain(text).And.Not.Contain("frame #"));
        Assert.That(error.Message, Is.Not.Empty);
        Assert.That((zeros(2) + 1).sum().item<float>(), Is.EqualTo(2), "What follows is not disturbed.");
    }

    [Test]
    public void Mistake_OfManagedKind_ThrowsItsOwnType()
    {
        Assert.That(() => zeros(2).item<float>(), Throws.ArgumentException);
        Assert.That(() => zeros(1).item<double>(), Throws.ArgumentException);
        Assert.That(() => zeros(2).data<int>(), Throws.ArgumentException);
        Assert.That(() => zeros(2, 2).t()[..].bytes.Length, Throws.InvalidOperationException);
        Assert.That(() => zeros(6).unflatten(-1, 2, 3), Throws.ArgumentException);
        Assert.That(() => zeros(6).unflatten(0), Throws.ArgumentException);
        Assert.That(() => zeros(6).slice(0, 0, 6, 0), Throws.ArgumentException);
        Assert.That(() => zeros(6)[TensorIndex.Slice(step: -1)], Throws.ArgumentException);
        Assert.That(() => set_num_threads(0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => device("tpu"), Throws.ArgumentException);
        Assert.That(() => zeros(2).size(2), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Operations_OnEightThreads_DoNotDisturbEachOther()
    {
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, worker =>
        {
            for (var i = 0; i < 300; i++)
            {
                using var scope = NewDisposeScope();
                var x = full(16, worker, float64).requires_grad_();
                ((x * x) + i).sum().backward();
                Assert.That(x.grad!.data<double>().ToArray(), Is.All.EqualTo(2.0 * worker));
                if (i % 10 == 0)
                {
                    var error = Assert.Throws<ExternalException>(() => zeros(worker + 2).add(zeros(worker + 30)));
                    Assert.That(error!.Message, Does.Contain((worker + 30).ToString(System.Globalization.CultureInfo.InvariantCulture)));
                }
            }
        });
    }
}
