using System.Runtime.InteropServices;
using TorchSharp.Modules;
using Yolo.Checkpoints;
using Yolo.Engine.Optimization;
using Yolo.Models;
using Yolo.Tests.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine.Optimization;

/// <summary>Networks with made-up gradients, to train without pictures.</summary>
internal static class Training
{
    /// <summary>yolov8n with weights computed from their names.</summary>
    public static YoloNetwork Network(string name = "yolov8n", bool channelsLast = true)
    {
        var network = ModelBuilder.Build(ModelSpec.Load(name));
        DeterministicFill.Fill(network);
        return channelsLast ? network.UseChannelsLast() : network;
    }

    public static NetworkOptimizer Optimizer(YoloNetwork network, string name, double rate = 0.01, double momentum = 0.9, double decay = 0.05) =>
        NetworkOptimizer.Create(network, new OptimizerSettings(name, rate, momentum, decay), 1000, 80);

    /// <summary>The state of an optimizer, copied.</summary>
    public static IReadOnlyDictionary<string, object?> State(NetworkOptimizer optimizer)
    {
        using var scope = NewDisposeScope();
        return (IReadOnlyDictionary<string, object?>)Copy(optimizer.ViewState())!;

        static object? Copy(object? value) => value switch
        {
            TensorData data => TensorData.Create(data.Type, data.Shape.AsSpan(), data.Bytes.ToArray()),
            IReadOnlyDictionary<string, object?> named => named.ToDictionary(entry => entry.Key, entry => Copy(entry.Value)),
            IReadOnlyDictionary<long, object?> numbered => numbered.ToDictionary(entry => entry.Key, entry => Copy(entry.Value)),
            _ => value,
        };
    }

    /// <summary>Adds a gradient to every parameter that is not frozen, another one each step.</summary>
    public static void AddGradients(YoloNetwork network, int step)
    {
        using var noGradient = no_grad();
        foreach (var (name, parameter) in network.named_parameters().Where(entry => entry.parameter.requires_grad))
        {
            using var scope = NewDisposeScope();
            var gradient = parameter.empty_like().copy_(DeterministicFill.Input($"{name}/{step}", parameter.shape) - 0.45);
            parameter.grad = parameter.grad is { } before ? before + gradient : gradient;
        }
    }

    /// <summary>The gradient that a step adds to a parameter.</summary>
    public static double[] Gradient(string name, long[] shape, int step)
    {
        using var scope = NewDisposeScope();
        return Values(DeterministicFill.Input($"{name}/{step}", shape) - 0.45);
    }

    /// <summary>All numbers of a tensor, row by row.</summary>
    public static double[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return [.. Floats(tensor)];

        static IEnumerable<double> Floats(Tensor tensor)
        {
            var packed = tensor.detach().to(ScalarType.Float32).contiguous();
            return MemoryMarshal.Cast<byte, float>(packed.bytes).ToArray().Select(value => (double)value);
        }
    }

    /// <summary>The bits of all entries of the state dictionary.</summary>
    public static Dictionary<string, byte[]> Bits(YoloNetwork network) =>
        network.StateEntries().ToDictionary(entry => entry.Key, entry =>
        {
            using var scope = NewDisposeScope();
            return entry.Value.detach().contiguous().bytes.ToArray();
        });

    public static Parameter Parameter(YoloNetwork network, string name) => (Parameter)network.get_parameter(name)!;
}
