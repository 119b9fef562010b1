using TorchSharp;

namespace Yolo.Bench;

/// <summary>What it costs to reach libtorch from C#: small operations with their result disposed, and properties.</summary>
internal static class DispatchBenchmarks
{
    private const int Inner = 1000;

    /// <summary>Runs all of them; about 20 seconds.</summary>
    public static void Run(TextWriter output)
    {
        using var a = torch.ones(1);
        using var b = torch.ones(1);
        using var grid = torch.ones(3, 4);
        using var unrecorded = torch.no_grad();

        // libtorch itself takes 0.6 µs for this addition; the goal is at most 3 µs above that.
        Stopwatches.Print(output, "add two tensors of one element, disposed", () => (a + b).Dispose(), Inner);
        Stopwatches.Print(output, "add a number, disposed", () => (a + 1).Dispose(), Inner);
        Stopwatches.Print(output, "add in place", () => a.add_(b), Inner);
        Stopwatches.Print(
            output,
            "add in a dispose scope",
            () =>
            {
                using var scope = torch.NewDisposeScope();
                _ = a + b;
            },
            Inner);
        Stopwatches.Print(output, "index a row, disposed", () => grid[1].Dispose(), Inner);
        Stopwatches.Print(output, "index a row and a range, disposed", () => grid[1, 1..3].Dispose(), Inner);
        Stopwatches.Print(output, "read shape", () => _ = grid.shape, Inner);
        Stopwatches.Print(output, "read number of elements", () => _ = grid.NumberOfElements, Inner);
        Stopwatches.Print(output, "read element type", () => _ = grid.dtype, Inner);
        Stopwatches.Print(output, "read device", () => _ = grid.device, Inner);
        Stopwatches.Print(output, "read requires_grad", () => _ = grid.requires_grad, Inner);
        Stopwatches.Print(output, "item", () => _ = a.item<float>(), Inner);
    }
}
