using BenchmarkDotNet.Attributes;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.MicroBenchmarks;

/// <summary>
/// What it costs to reach libtorch from C#: small operations with their result disposed, and properties. libtorch itself takes 0.6 µs for the
/// addition; the goal is at most 3 µs above that.
/// </summary>
public class TensorDispatchBenchmarks
{
    private Tensor a = null!;
    private Tensor b = null!;
    private Tensor grid = null!;
    private IDisposable unrecorded = null!;

    [GlobalSetup]
    public void SetUp()
    {
        LibTorch.Load();
        unrecorded = no_grad();
        (a, b, grid) = (ones(1), zeros(1), ones(3, 4));
        using var sum = a + b;
        using var cell = grid[1, 1..3];
        Check.That(!is_grad_enabled() && sum.item<float>() == 1 && cell.shape is [2], "libtorch adds and indexes.");
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        grid.Dispose();
        b.Dispose();
        a.Dispose();
        unrecorded.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void Add() => (a + b).Dispose();

    [Benchmark]
    public void AddNumber() => a.Plus(1).Dispose();

    /// <summary>Of 0, so that the sum stays a number however often.</summary>
    [Benchmark]
    public Tensor AddInPlace() => a.add_(b);

    [Benchmark]
    public void AddInDisposeScope()
    {
        using var scope = NewDisposeScope();
        _ = a + b;
    }

    [Benchmark]
    public void IndexRow() => grid[1].Dispose();

    [Benchmark]
    public void IndexRowAndRange() => grid[1, 1..3].Dispose();

    [Benchmark]
    public long[] ReadShape() => grid.shape;

    [Benchmark]
    public long ReadNumberOfElements() => grid.NumberOfElements;

    [Benchmark]
    public ScalarType ReadElementType() => grid.dtype;

    [Benchmark]
    public Device ReadDevice() => grid.device;

    [Benchmark]
    public bool ReadRequiresGrad() => grid.requires_grad;

    [Benchmark]
    public float ReadItem() => a.item<float>();
}
