using TorchSharp;
using Yolo.Runtime.Devices;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine;

/// <summary>
/// Graphs without a device that has them: a replay does the work again and writes what comes out over the results. As with true ones, recording computes
/// nothing: what it changes of a network is put back, and its results are no numbers until the first replay.
/// </summary>
/// <param name="changed">The tensors that work changes besides what it returns.</param>
internal sealed class RepeatedGraphs(Func<IEnumerable<Tensor>> changed) : IGraphs
{
    private Tensor[] Changed => [.. changed()];

    /// <summary>Graphs recorded so far.</summary>
    internal int Recorded { get; private set; }

    /// <summary>Graphs that were not disposed yet, and what they share.</summary>
    internal int Alive { get; private set; }

    /// <summary>Replays so far.</summary>
    internal int Replays { get; private set; }

    public string? Obstacle(Device device) => null;

    public IGraphPool Open(Device device)
    {
        Alive++;
        return new Pool(this);
    }

    private sealed class Pool(RepeatedGraphs owner) : IGraphPool
    {
        public IGraph Capture(Func<Tensor?[]> work)
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            var (tensors, random) = (owner.Changed, torch.random.get_rng_state());
            var earlier = Array.ConvertAll(tensors, tensor => tensor.bytes.ToArray());
            var results = Array.ConvertAll(Run(work), result => result?.fill_(double.NaN));

            // As bytes, past autograd, which would call it a change of what it has noted down.
            foreach (var (tensor, bytes) in tensors.Zip(earlier))
            {
                bytes.CopyTo(tensor.bytes);
            }

            torch.random.set_rng_state(random);
            owner.Recorded++;
            owner.Alive++;
            return new Graph(owner, work, results);
        }

        public void Dispose() => owner.Alive--;
    }

    private sealed class Graph(RepeatedGraphs owner, Func<Tensor?[]> work, Tensor?[] results) : IGraph
    {
        public IReadOnlyList<Tensor?> Results => results;

        public void Replay()
        {
            owner.Replays++;
            using var noGradient = no_grad();
            foreach (var (result, value) in results.Zip(Run(work)))
            {
                using (value)
                {
                    result?.copy_(value!);
                }
            }
        }

        public void Dispose()
        {
            owner.Alive--;
            Array.ForEach(results, result => result?.Dispose());
        }
    }

    // Copies, so that what happens to results does not happen to what is recorded.
    private static Tensor?[] Run(Func<Tensor?[]> work)
    {
        Tensor?[] values;
        using (enable_grad())
        {
            values = work();
        }

        return Array.ConvertAll(values, value =>
        {
            using (value)
            {
                return value?.clone().DetachFromDisposeScope();
            }
        });
    }
}
