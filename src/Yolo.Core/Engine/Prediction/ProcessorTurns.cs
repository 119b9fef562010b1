using TorchSharp;
using Yolo.Engine.Inference;

namespace Yolo.Engine.Prediction;

/// <summary>
/// Lets the network and the work beside it take turns where the network uses every processor. Each of its operations is shared out evenly
/// among the processors and waits for the slowest, so that one picture decoded meanwhile delays all of them: measured on two processors,
/// a network of 28 ms took 44. Where processors are left over, nobody waits.
/// </summary>
internal sealed class ProcessorTurns
{
    private readonly object gate = new();
    private bool isNetworksTurn;
    private int workBeside;

    internal ProcessorTurns(bool areNeeded) => AreNeeded = areNeeded;

    /// <summary>Whether the network uses every processor.</summary>
    internal bool AreNeeded { get; }

    /// <summary>The turns of a run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="wish">What the run asks for, its engine decided.</param>
    internal static ProcessorTurns For(YoloModel model, InferenceWish wish) =>
        new((wish.Device ?? model.Device).type == DeviceType.CPU && model.ThreadsOf(wish.Engine) >= Environment.ProcessorCount);

    /// <summary>The turn of the one network: it comes once the work beside it that was begun is done, and before more of that begins.</summary>
    /// <returns>To be disposed where the turn ends.</returns>
    internal Turn Network()
    {
        lock (gate)
        {
            isNetworksTurn = AreNeeded;
            while (AreNeeded && workBeside > 0)
            {
                Monitor.Wait(gate);
            }
        }

        return new(this, ofNetwork: true);
    }

    /// <summary>A turn of work beside the network, which several threads may have at once. It must not wait for the network.</summary>
    /// <returns>To be disposed where the turn ends.</returns>
    internal Turn Beside()
    {
        lock (gate)
        {
            while (isNetworksTurn)
            {
                Monitor.Wait(gate);
            }

            workBeside++;
        }

        return new(this, ofNetwork: false);
    }

    private void End(bool ofNetwork)
    {
        lock (gate)
        {
            if (ofNetwork)
            {
                isNetworksTurn = false;
            }
            else
            {
                workBeside--;
            }

            Monitor.PulseAll(gate);
        }
    }

    /// <summary>A turn that is being had.</summary>
    internal readonly struct Turn(ProcessorTurns turns, bool ofNetwork) : IDisposable
    {
        /// <summary>Ends it.</summary>
        public void Dispose() => turns.End(ofNetwork);
    }
}
