using TorchSharp;
using Yolo.Engine.Settings;
using Yolo.Models;
using Yolo.Modules.Heads;
using Yolo.Runtime.Devices;
using static TorchSharp.torch;

namespace Yolo.Engine.Training;

/// <summary>
/// Asks the device for the whole network at once, forward and backward, by graphs that it records after a few steps: a GPU then does not wait for the
/// program to ask for one operation after the other. Inputs of other sizes, and steps in which somebody else listens to the network by hooks, go as ever.
/// </summary>
/// <param name="network">In training; stays the caller's. Its weights stay where they are.</param>
/// <param name="graphs">What records.</param>
internal sealed class GraphedPass(YoloNetwork network, IGraphs graphs) : INetworkPass
{
    // Steps of a size before it is recorded: in them libtorch looks for the fastest convolutions, and makes what it keeps.
    internal const int FirstSteps = 3;

    private readonly ModuleHooks hooks = new(network);
    private readonly Dictionary<string, int> steps = new(StringComparer.Ordinal);
    private NetworkGraph? graph;
    private bool isGraphed;

    /// <summary>Refuses settings with which nothing would be recorded.</summary>
    /// <param name="options">The settings, settled.</param>
    /// <param name="hasOtherRanks">Whether several processes train together.</param>
    /// <param name="graphs">What records.</param>
    /// <exception cref="SettingException">The device cannot, the size of inputs varies, or ranks add gradients up on the way backward.</exception>
    internal static void Require(TrainOptions options, bool hasOtherRanks, IGraphs graphs)
    {
        var obstacle = hasOtherRanks ? "of several ranks, gradients are added up while the network goes backward, which a captured graph does without anybody between"
            : options.MultiScale > 0 ? FormattableString.Invariant($"the step is captured as a graph for one size of the input, and multi_scale={options.MultiScale} varies it")
            : options.Rect ? "the step is captured as a graph for one size of the input, and rect=true varies it"
            : graphs.Obstacle(options.Device!);
        if (obstacle is not null)
        {
            throw new SettingException($"compile=true cannot be honoured: {obstacle}. Leave compile out.");
        }
    }

    /// <inheritdoc/>
    public NetworkOutput Forward(Tensor input)
    {
        isGraphed = !hooks.HaveChanged && !AnomalyMode.IsEnabled && IsRecorded(input);
        return isGraphed ? graph!.Forward(input) : network.call(input);
    }

    /// <inheritdoc/>
    public void Backward(Tensor loss)
    {
        if (isGraphed)
        {
            graph!.Backward(loss);
        }
        else
        {
            loss.backward();
        }
    }

    /// <inheritdoc/>
    public void Forget()
    {
        graph?.Dispose();
        graph = null;
        steps.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    // One size has graphs: the last that came a few times while they were not used. A smaller batch that ends each epoch never does.
    private bool IsRecorded(Tensor input)
    {
        if (graph?.Fits(input) == true)
        {
            steps.Clear();
            return true;
        }

        var size = string.Join(' ', input.shape);
        var earlier = steps.GetValueOrDefault(size);
        steps[size] = earlier + 1;
        if (earlier < FirstSteps)
        {
            return false;
        }

        Forget();
        graph = NetworkGraph.Record(network, input, graphs);
        return true;
    }
}
