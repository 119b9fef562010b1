using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Static methods that take several tensors or none.</summary>
[TestFixture]
public class JoiningTests : ScopedTests
{
    private static Tensor A => tensor(new long[,] { { 1, 2 } });

    private static Tensor B => tensor(new long[,] { { 3, 4 } });

    private static IEnumerable<TestCaseData> Cases()
    {
        foreach (var (name, along) in new (string, Func<long, Tensor>[])[]
        {
            ("cat", [dim => cat(new[] { A, B }, dim), dim => cat(new List<Tensor> { A, B }, dim), dim => cat((ReadOnlySpan<Tensor>)[A, B], dim)]),
            ("concat", [dim => concat(new[] { A, B }, dim), dim => concat(new List<Tensor> { A, B }, dim), dim => concat((ReadOnlySpan<Tensor>)[A, B], dim)]),
            ("concatenate", [dim => concatenate(new[] { A, B }, dim), dim => concatenate(new List<Tensor> { A, B }, dim), dim => concatenate((ReadOnlySpan<Tensor>)[A, B], dim)]),
        })
        {
            foreach (var form in along)
            {
                yield return Case(name + " along 0", () => form(0), [2, 2], 1, 2, 3, 4);
                yield return Case(name + " along 1", () => form(1), [1, 4], 1, 2, 3, 4);
            }
        }

        yield return Case("stack", () => stack([A, B]), [2, 1, 2], 1, 2, 3, 4);
        yield return Case("stack at the end", () => stack(new List<Tensor> { A, B }, -1), [1, 2, 2], 1, 3, 2, 4);
        foreach (var form in new Func<Tensor>[] { () => hstack(A, B), () => hstack(new List<Tensor> { A, B }), () => hstack(new[] { A, B }.AsEnumerable()), () => hstack((ReadOnlySpan<Tensor>)[A, B]) })
        {
            yield return Case("hstack", form, [1, 4], 1, 2, 3, 4);
        }

        foreach (var form in new Func<Tensor>[] { () => vstack(new[] { A, B }), () => vstack(new List<Tensor> { A, B }), () => vstack((ReadOnlySpan<Tensor>)[A, B]), () => row_stack(A, B), () => row_stack(new List<Tensor> { A, B }), () => row_stack((ReadOnlySpan<Tensor>)[A, B]) })
        {
            yield return Case("vstack", form, [2, 2], 1, 2, 3, 4);
        }

        foreach (var form in new Func<Tensor>[] { () => dstack(A, B), () => dstack(new List<Tensor> { A, B }), () => dstack(new[] { A, B }.AsEnumerable()), () => dstack((ReadOnlySpan<Tensor>)[A, B]) })
        {
            yield return Case("dstack", form, [1, 2, 2], 1, 3, 2, 4);
        }

        foreach (var form in new Func<Tensor>[] { () => column_stack(A[0], B[0]), () => column_stack(new List<Tensor> { A[0], B[0] }), () => column_stack((ReadOnlySpan<Tensor>)[A[0], B[0]]) })
        {
            yield return Case("column_stack", form, [2, 2], 1, 3, 2, 4);
        }

        foreach (var form in new Func<Tensor>[] { () => cartesian_prod(A[0], B[0]), () => cartesian_prod(new List<Tensor> { A[0], B[0] }), () => cartesian_prod((ReadOnlySpan<Tensor>)[A[0], B[0]]) })
        {
            yield return Case("cartesian_prod", form, [4, 2], 1, 3, 1, 4, 2, 3, 2, 4);
        }

        yield return Case("combinations", () => combinations(tensor(new long[] { 1, 2, 3 })), [3, 2], 1, 2, 1, 3, 2, 3);
        yield return Case("block_diag", () => block_diag(A, B), [2, 4], 1, 2, 0, 0, 0, 0, 3, 4);
        yield return Case("where", () => where(A.gt(1), A, B), [1, 2], 3, 2);
        yield return Case("where member", () => A.where(A.gt(1), B), [1, 2], 3, 2);
        yield return Case("where indices", () => where(A.gt(1))[1], [1], 1);
        yield return Case("meshgrid ij", () => meshgrid([A[0], B[0]])[0], [2, 2], 1, 1, 2, 2);
        yield return Case("meshgrid xy", () => meshgrid([A[0], B[0]], "xy")[0], [2, 2], 1, 2, 1, 2);
        yield return Case("broadcast_tensors", () => broadcast_tensors(A, tensor(new long[,] { { 0 }, { 0 } }))[0], [2, 2], 1, 2, 1, 2);
        yield return Case("einsum", () => einsum("ij,kj->ik", A, B), [1, 1], 11);
        yield return Case("atleast_1d", () => atleast_1d(tensor(1L)).Single(), [1], 1);
        yield return Case("atleast_2d", () => atleast_2d(tensor(1L)).Single(), [1, 1], 1);
        yield return Case("atleast_3d", () => atleast_3d(tensor(1L)).Single(), [1, 1, 1], 1);
        yield return Case("T", () => A.T, [2, 1], 1, 2);
        yield return Case("mT", () => A.mT, [2, 1], 1, 2);
        yield return Case("H", () => A.H, [2, 1], 1, 2);
        yield return Case("mH", () => A.mH, [2, 1], 1, 2);
        yield return Case("as_tensor", () => as_tensor(A, device: CPU), [1, 2], 1, 2);
        yield return Case("type by function", () => A.type(item => item.alias()), [1, 2], 1, 2);
    }

    private static TestCaseData Case(string name, Func<Tensor> make, long[] shape, params long[] values) => new TestCaseData(make, shape, values).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Cases))]
    public void Operation_OfSeveralTensors_GivesTheKnownResult(Func<Tensor> make, long[] shape, long[] values)
    {
        var result = make();

        Assert.That(result.shape, Is.EqualTo(shape));
        Assert.That(result.to(int64).data<long>().ToArray(), Is.EqualTo(values));
    }

    [Test]
    public void ChainMatmul_OfThreeMatrices_IsTheirProduct()
    {
        var product = chain_matmul(tensor(new[,] { { 1.0, 2 } }), eye(2, dtype: float64), tensor(new[,] { { 3.0 }, { 4 } }));

        Assert.That(product.item<double>(), Is.EqualTo(11));
    }

    [Test]
    public void Complex_OfParts_ReadsBack()
    {
        var number = complex(tensor(3.0), tensor(4.0));

        Assert.That((number.real.item<double>(), number.imag.item<double>(), real(number).item<double>(), imag(number).item<double>()), Is.EqualTo((3, 4, 3, 4)));
        Assert.That(number.abs().item<double>(), Is.EqualTo(5));
        Assert.That(polar(tensor(2.0), tensor(Math.PI / 2)).imag.item<double>(), Is.EqualTo(2).Within(1e-12));
        Assert.That(number.view_as_real().equal(view_as_real(number)).all().item<bool>());
        Assert.That(view_as_real(number).data<double>().ToArray(), Is.EqualTo(new double[] { 3, 4 }));
        Assert.That(view_as_complex(tensor(new double[] { 3, 4 })).ToComplexFloat64(), Is.EqualTo(new System.Numerics.Complex(3, 4)));
        Assert.That(number.ToScalar().ToComplexFloat64(), Is.EqualTo(new System.Numerics.Complex(3, 4)));
        Assert.That(number.cfloat().ToComplexFloat32(), Is.EqualTo((3f, 4f)));
        Assert.That(number.cdouble().conj().resolve_conj().imag.item<double>(), Is.EqualTo(-4));
    }

    [Test]
    public void Spans_OfDimensions_WorkLikeArrays()
    {
        var grid = tensor(new[,] { { 1.0, 2 }, { 3, 6 } });
        ReadOnlySpan<long> rows = [1];

        Assert.That(grid.sum(rows).data<double>().ToArray(), Is.EqualTo(new double[] { 3, 9 }));
        Assert.That(sum(grid, rows).data<double>().ToArray(), Is.EqualTo(new double[] { 3, 9 }));
        Assert.That(grid.amax(rows).data<double>().ToArray(), Is.EqualTo(amax(grid, rows).data<double>().ToArray()));
        Assert.That(grid.amin(rows).data<double>().ToArray(), Is.EqualTo(amin(grid, rows).data<double>().ToArray()));
        Assert.That(grid.var(rows).data<double>().ToArray(), Is.EqualTo(new[] { 0.5, 4.5 }));
        Assert.That(grid.std(rows).square().data<double>().ToArray(), Is.EqualTo(new[] { 0.5, 4.5 }).Within(1e-9));
        Assert.That(grid.var_mean(rows).mean.data<double>().ToArray(), Is.EqualTo(new[] { 1.5, 4.5 }));
        Assert.That(grid.std_mean(rows).mean.data<double>().ToArray(), Is.EqualTo(var_mean(grid, rows).mean.data<double>().ToArray()));
        Assert.That(std_mean(grid, rows).mean.data<double>().ToArray(), Is.EqualTo(new[] { 1.5, 4.5 }));
        Assert.That(grid.expand((ReadOnlySpan<long>)[1, 2, 2]).shape, Is.EqualTo(new long[] { 1, 2, 2 }));
        Assert.That(grid.split((ReadOnlySpan<long>)[1, 1], 1), Has.Length.EqualTo(2));
        Assert.That(grid.roll(rows, rows)[0, 0].item<double>(), Is.EqualTo(roll(grid, rows, rows)[0, 0].item<double>()));
    }
}
