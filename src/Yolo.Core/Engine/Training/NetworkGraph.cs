using TorchSharp.Modules;
using Yolo.Models;
using Yolo.Modules.Heads;
using Yolo.Runtime;
using Yolo.Runtime.Devices;
using static TorchSharp.torch;

namespace Yolo.Engine.Training;

/// <summary>
/// A network forward and backward as two recorded graphs, for one size of the input. What goes in and comes out lies in tensors that stay: a step copies
/// its input there, and the gradients of what the network said, and finds the gradients of the weights. The loss in between is computed as ever.
/// </summary>
/// <remarks>Weights, and the statistics of norms, are read and changed where they are. Not thread-safe.</remarks>
internal sealed class NetworkGraph : IDisposable
{
    private readonly YoloNetwork network;
    private readonly Parameter[] parameters;
    private readonly BatchNorm[] norms;
    private readonly bool[] learning;
    private readonly Tensor input;
    private readonly IGraphPool pool;
    private IGraph? forward;
    private IGraph? backward;
    private NetworkOutput? recorded;
    private NetworkOutput said = new();
    private Tensor?[] saidGradients = [];
    private Tensor[] shown = [];
    private bool areGradientsOurs;

    private NetworkGraph(YoloNetwork network, Tensor like, IGraphPool pool)
    {
        (this.network, this.pool) = (network, pool);
        parameters = [.. network.parameters()];
        norms = [.. network.modules().OfType<BatchNorm>()];
        learning = [.. parameters.Select(parameter => parameter.requires_grad), .. norms.Select(norm => norm.training)];
        input = like.clone().DetachFromDisposeScope();
    }

    /// <summary>Records a network.</summary>
    /// <param name="network">In training, its gradients alive nowhere but in its weights; stays the caller's.</param>
    /// <param name="like">An input of the size.</param>
    /// <param name="graphs">What records.</param>
    internal static NetworkGraph Record(YoloNetwork network, Tensor like, IGraphs graphs)
    {
        var graph = new NetworkGraph(network, like, graphs.Open(like.device));
        try
        {
            graph.Record();
            return graph;
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    /// <summary>Whether it was recorded for such an input, and the same weights and norms learn as then.</summary>
    internal bool Fits(Tensor other)
    {
        if (other.dtype != input.dtype || !other.shape.AsSpan().SequenceEqual(input.shape))
        {
            return false;
        }

        for (var i = 0; i < learning.Length; i++)
        {
            if (learning[i] != (i < parameters.Length ? parameters[i].requires_grad : norms[i - parameters.Length].training))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Runs the network.</summary>
    /// <returns>Its predictions, of the caller's dispose scope, good until the next time.</returns>
    internal NetworkOutput Forward(Tensor other)
    {
        using (no_grad())
        {
            input.copy_(other);
        }

        forward!.Replay();
        var index = 0;
        return said.Map(tensor =>
        {
            var leaf = tensor.detach();
            leaf.requires_grad = saidGradients[index] is not null;
            return shown[index++] = leaf;
        });
    }

    /// <summary>Adds the gradients of a loss of what <see cref="Forward"/> gave to those of the weights.</summary>
    internal void Backward(Tensor loss)
    {
        loss.backward();
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        for (var i = 0; i < shown.Length; i++)
        {
            if (saidGradients[i] is { } target)
            {
                _ = shown[i].grad is { } gradient ? target.copy_(gradient) : target.zero_();
            }
        }

        var earlier = TakeGradients();
        backward!.Replay();
        GiveGradients(earlier);
    }

    /// <summary>Frees everything but the network.</summary>
    public void Dispose()
    {
        // Where a graph is replayed by doing the work again, that of the last time is still here.
        recorded?.Dispose();
        backward?.Dispose();
        forward?.Dispose();
        foreach (var gradient in saidGradients)
        {
            gradient?.Dispose();
        }

        input.Dispose();
        pool.Dispose();
    }

    private void Record()
    {
        using var scope = NewDisposeScope();
        var earlier = TakeGradients();
        forward = pool.Capture(RunForward);
        var tensors = recorded!.Tensors().ToArray();
        var index = 0;
        said = recorded.Map(_ => forward.Results[index++]!);
        saidGradients = [.. tensors.Select(tensor => tensor.requires_grad ? tensor.detach().empty_like().DetachFromDisposeScope() : null)];
        shown = new Tensor[tensors.Length];
        backward = pool.Capture(RunBackward);
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i].grad = earlier[i];
        }
    }

    private Tensor?[] RunForward()
    {
        recorded?.Dispose();
        recorded = network.call(input);
        return [.. recorded.Tensors().Select(tensor => tensor.DetachFromDisposeScope().detach().DetachFromDisposeScope())];
    }

    // Weights have no gradients when it begins, so that autograd makes them, laid out as it does in every step.
    private Tensor?[] RunBackward()
    {
        var (ends, gradients) = (recorded!.Tensors().Where(tensor => tensor.requires_grad).ToArray(), saidGradients.OfType<Tensor>().ToArray());
        autograd.backward(ends, gradients);
        recorded.Dispose();
        recorded = null;
        return Array.ConvertAll(parameters, parameter =>
        {
            var gradient = parameter.grad?.DetachFromDisposeScope();
            parameter.grad = null;
            return gradient;
        });
    }

    // Those of earlier steps that the weights have yet to follow. The next replay writes over what the last one gave.
    private Tensor?[] TakeGradients() => Array.ConvertAll(parameters, parameter =>
    {
        var gradient = areGradientsOurs ? parameter.grad?.clone() : parameter.grad;
        parameter.grad = null;
        return gradient;
    });

    private void GiveGradients(Tensor?[] earlier)
    {
        List<Tensor> sums = [];
        List<Tensor> terms = [];
        areGradientsOurs = false;
        for (var i = 0; i < parameters.Length; i++)
        {
            var gradient = backward!.Results[i];
            parameters[i].grad = earlier[i] ?? gradient;
            areGradientsOurs |= earlier[i] is null && gradient is not null;
            if (earlier[i] is not { } sum || gradient is null)
            {
                continue;
            }

            if (sum.stride().AsSpan().SequenceEqual(gradient.stride()))
            {
                sums.Add(sum);
                terms.Add(gradient);
            }
            else
            {
                sum.AddInPlace(gradient);
            }
        }

        if (sums.Count > 0)
        {
            // A step of length -1 against the gradient adds it.
            TorchOperators.StepSgd([.. sums], [.. terms], [], weightDecay: 0, momentum: 0, learningRate: -1);
        }
    }
}
