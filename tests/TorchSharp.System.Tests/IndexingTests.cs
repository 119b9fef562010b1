using static TorchSharp.torch;

namespace TorchSharp.Tests;

[TestFixture]
public class IndexingTests : ScopedTests
{
    private static Tensor Grid => arange(12).reshape(3, 4);

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("one number", grid => grid[1], [4], 4, 5, 6, 7);
        yield return Case("a number from the end", grid => grid[-1], [4], 8, 9, 10, 11);
        yield return Case("two numbers", grid => grid[1, 2], [], 6);
        yield return Case("an index from the end", grid => grid[^1, 0], [], 8);
        yield return Case("a range", grid => grid[1..], [2, 4], 4, 5, 6, 7, 8, 9, 10, 11);
        yield return Case("a range of columns", grid => grid[TensorIndex.Colon, 1..3], [3, 2], 1, 2, 5, 6, 9, 10);
        yield return Case("a step", grid => grid[TensorIndex.Slice(step: 2), TensorIndex.Slice(1, null, 2)], [2, 2], 1, 3, 9, 11);
        yield return Case("ellipsis", grid => grid[TensorIndex.Ellipsis, 0], [3], 0, 4, 8);
        yield return Case("ellipsis over nothing", grid => grid[0, TensorIndex.Ellipsis, 1], [], 1);
        yield return Case("a new dimension", grid => grid[TensorIndex.None, 0], [1, 4], 0, 1, 2, 3);
        yield return Case("a new last dimension", grid => grid[0, TensorIndex.Ellipsis, TensorIndex.None], [4, 1], 0, 1, 2, 3);
        yield return Case("true", grid => grid[TensorIndex.Bool(true), 0, 0..2], [1, 2], 0, 1);
        yield return Case("false", grid => grid[TensorIndex.Bool(false)], [0, 3, 4]);
        yield return Case("a list of rows", grid => grid[tensor(new[] { 2L, 0L })], [2, 4], 8, 9, 10, 11, 0, 1, 2, 3);
        yield return Case("pairs", grid => grid[tensor(new[] { 2L, 0L }), tensor(new[] { 1L, 3L })], [2], 9, 3);
        yield return Case("a list of columns", grid => grid[TensorIndex.Colon, TensorIndex.Tensor(tensor(new[] { 3L, 0L }))], [3, 2], 3, 0, 7, 4, 11, 8);
        yield return Case("a mask", grid => grid[grid.gt(8)], [3], 9, 10, 11);
        yield return Case("a mask of rows and a number", grid => grid[TensorIndex.Tensor(tensor(new[] { true, false, true })), 1], [2], 1, 9);
        yield return Case("ellipsis and a list", grid => grid[TensorIndex.Ellipsis, TensorIndex.Tensor(tensor(new[] { 1L }))], [3, 1], 1, 5, 9);
    }

    private static TestCaseData Case(string name, Func<Tensor, Tensor> part, long[] shape, params long[] values) =>
        new TestCaseData(part, shape, values).SetArgDisplayNames(name);

    [TestCaseSource(nameof(Cases))]
    public void Index_OfAGrid_IsWhatPythonGives(Func<Tensor, Tensor> part, long[] shape, long[] values)
    {
        var result = part(Grid);

        Assert.That(result.shape, Is.EqualTo(shape));
        Assert.That(result.data<long>().ToArray(), Is.EqualTo(values));
    }

    [TestCaseSource(nameof(Assignments))]
    public void IndexPut_IntoAGrid_ChangesOnlyThatPart(Action<Tensor> assign, long[] expected)
    {
        var grid = zeros(2, 3, int64);

        assign(grid);

        Assert.That(grid.data<long>().ToArray(), Is.EqualTo(expected));
    }

    private static IEnumerable<TestCaseData> Assignments()
    {
        yield return Assignment("one number", grid => grid[1] = tensor(new[] { 1L, 2, 3 }), 0, 0, 0, 1, 2, 3);
        yield return Assignment("a number of C#", grid => grid[0, 1] = 7, 0, 7, 0, 0, 0, 0);
        yield return Assignment("a range", grid => grid[.., 1..] = tensor(5L), 0, 5, 5, 0, 5, 5);
        yield return Assignment("broadcast", grid => grid[TensorIndex.Ellipsis] = tensor(new[] { 1L, 2, 3 }), 1, 2, 3, 1, 2, 3);
        yield return Assignment("leading ones", grid => grid[1] = tensor(new[] { 1L, 2, 3 }, 1, 3), 0, 0, 0, 1, 2, 3);
        yield return Assignment("a mask", grid => grid[tensor(new[] { true, false })] = tensor(4L), 4, 4, 4, 0, 0, 0);
        yield return Assignment("pairs", grid => grid.index_put_(tensor(new[] { 1L, 2 }), tensor(new[] { 0L, 1 }), tensor(new[] { 2L, 0 })), 0, 0, 1, 2, 0, 0);
        yield return Assignment("a scalar at a list", grid => grid.index_put_(3, TensorIndex.Colon, TensorIndex.Tensor(tensor(new[] { 0L, 2 }))), 3, 0, 3, 3, 0, 3);
        yield return Assignment("accumulated", grid => grid.index_put_(ones(3, int64), [tensor(new[] { 0L, 0, 0 }), tensor(new[] { 1L, 1, 2 })], true), 0, 2, 1, 0, 0, 0);
    }

    private static TestCaseData Assignment(string name, Action<Tensor> assign, params long[] expected) => new TestCaseData(assign, expected).SetArgDisplayNames(name);

    [Test]
    public void Index_OfUpToSixDimensions_ReadsAndWritesOneElement()
    {
        var cube = arange(64).reshape(2, 2, 2, 2, 2, 2);

        Assert.That(cube[1, 0, 1, 0, 1, 0].item<long>(), Is.EqualTo(42));
        Assert.That(cube[1, 0, 1, 0, 1].data<long>().ToArray(), Is.EqualTo(new long[] { 42, 43 }));
        Assert.That((cube[1, 0, 1, 0].NumberOfElements, cube[1, 0, 1].NumberOfElements, cube[new long[] { 1, 0, 1, 0, 1, 1 }].item<long>()), Is.EqualTo((4, 8, 43)));

        cube[1, 0, 1, 0, 1, 0] = -1;
        cube[1, 0, 1, 0, 0] = -2;
        cube[1, 0, 1, 1] = -4;
        cube[1, 0, 0] = -8;
        cube[new long[] { 0, 0, 0, 0, 0, 0 }] = -16;

        Assert.That(cube.minimum(tensor(0L)).sum().item<long>(), Is.EqualTo(-1 - 4 - 16 - 64 - 16));
    }

    [Test]
    public void Index_ByMethods_DoesWhatBracketsDo()
    {
        var grid = Grid;

        Assert.That(grid.index(TensorIndex.Single(1), TensorIndex.Slice((1, 3))).data<long>().ToArray(), Is.EqualTo(new long[] { 5, 6 }));
        Assert.That(grid.index(tensor(new[] { 2L }), tensor(new[] { 3L })).item<long>(), Is.EqualTo(11));
        grid.index_put_(tensor(-1L), TensorIndex.Single(0), TensorIndex.Null);
        grid.index_put_(-2, tensor(new[] { 1L }), tensor(new[] { 0L }));
        grid.index_put_(tensor(-3L), [TensorIndex.Single(2), TensorIndex.Slice(1..^1)], accumulate: true);
        Assert.That(grid.data<long>().ToArray(), Is.EqualTo(new long[] { -1, -1, -1, -1, -2, 5, 6, 7, 8, 6, 7, 11 }));
        Assert.That(grid.take_along_dim(tensor(new[] { 4L })).item<long>() + grid.take_along_dim([4L]).item<long>(), Is.EqualTo(-4));
        Assert.That(() => { Tensor _ = TensorIndex.Colon; }, Throws.InvalidOperationException);
    }
}
