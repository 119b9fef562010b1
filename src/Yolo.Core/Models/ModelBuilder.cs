using Yolo.Modules;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Models;

/// <summary>Builds networks from their descriptions.</summary>
internal static class ModelBuilder
{
    private static readonly string[] EndLegacy = ["C3k2", "A2C2f", "C2fCIB"];

    /// <summary>Builds a network with fresh weights, in training mode, on the CPU.</summary>
    /// <param name="spec">Its description.</param>
    /// <returns>The network; the caller disposes it.</returns>
    /// <exception cref="ModelSpecException">The description is wrong; the message names file, line and block.</exception>
    public static YoloNetwork Build(ModelSpec spec) => Build(spec, []);

    /// <summary>Builds a network whose strides are known, which spares finding them.</summary>
    /// <param name="spec">Its description.</param>
    /// <param name="strides">As a checkpoint gives them. Unless there is one for each level, the network finds its own.</param>
    /// <returns>The network; the caller disposes it.</returns>
    /// <exception cref="ModelSpecException">The description is wrong.</exception>
    public static YoloNetwork Build(ModelSpec spec, IReadOnlyList<double> strides)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(strides);

        // Modules keep their own tensors; TorchSharp's initializers hand out others besides.
        using var scope = NewDisposeScope();
        var layers = new List<NetworkLayer>();
        var channels = new List<IReadOnlyList<int>>();
        var legacy = true;
        foreach (var row in spec.Rows)
        {
            legacy &= !EndLegacy.Contains(row.Block);
            var (layer, outputs) = BuildLayer(spec, row, channels, legacy);
            layers.Add(layer);
            channels.Add(outputs);
        }

        var network = new YoloNetwork(spec, layers);
        ApplyActivation(network, spec);
        network.Prepare(strides);
        return network;
    }

    private static (NetworkLayer Layer, IReadOnlyList<int> Outputs) BuildLayer(
        ModelSpec spec, LayerRow row, List<IReadOnlyList<int>> channels, bool legacy)
    {
        var index = channels.Count;
        var place = FormattableString.Invariant($"{spec.Source}, line {row.Line}, block {row.Block} of layer {index}");
        var definition = BlockRegistry.Find(row.Block) ?? throw new ModelSpecException(
            $"{place}: {UnknownBlocks.Explain(row.Block)}");
        var described = new BlockRow
        {
            Spec = spec,
            Arguments = [.. row.Arguments.Select(argument => Resolve(argument, spec))],
            Inputs = [.. row.From.Select(from => InputOf(spec, from, index, channels, place))],
            Repeats = RepeatsOf(row, spec, place),
            Place = place,
        };
        var arranged = definition.Arrange(described);
        var arguments = new BlockArguments(arranged.Arguments, spec, place) { LegacyHead = legacy };
        var module = Create(definition, arguments, arranged.RepeatsInside ? 1 : described.Repeats);
        var parameters = ModuleEntries.CountParameters(module);
        return (new NetworkLayer(index, row, described.Repeats, arranged.Arguments, module, parameters), arranged.Outputs);
    }

    private static int RepeatsOf(LayerRow row, ModelSpec spec, string place)
    {
        var depth = spec.EffectiveFactors.Depth;
        var repeats = row.Repeats > 1 ? Math.Max(Math.Round(row.Repeats * depth), 1) : row.Repeats;
        return repeats <= SpecReader.MostRepeats
            ? (int)repeats
            : throw new ModelSpecException(FormattableString.Invariant($"{place}: {row.Repeats} repeats times the depth {depth} are more than {SpecReader.MostRepeats}."));
    }

    private static nn.Module Create(BlockDefinition definition, BlockArguments arguments, int copies)
    {
        try
        {
            return copies == 1
                ? definition.Create(arguments)
                : nn.Sequential(Channels.Repeat(copies, () => (nn.Module<Tensor, Tensor>)definition.Create(arguments)));
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or InvalidCastException or System.Runtime.InteropServices.ExternalException)
        {
            throw arguments.Error($"it cannot be made from {SpecReader.Show(arguments.Values)}: {LibTorch.Reason(error)}");
        }
    }

    private static IReadOnlyList<int> InputOf(ModelSpec spec, int from, int index, List<IReadOnlyList<int>> channels, string place)
    {
        var input = from < 0 ? index + from : from;
        return input == -1 && from == -1 ? [spec.Channels]
            : input >= 0 && input < index ? channels[input]
            : throw new ModelSpecException(FormattableString.Invariant($"{place}: 'from' is {from}, but only layers before it can enter."));
    }

    // Text that names a value of the file becomes that value, other text is read as a literal.
    private static object? Resolve(object? argument, ModelSpec spec) => argument switch
    {
        "nc" => spec.Classes,
        "ch" or "channels" => spec.Channels,
        "reg_max" => spec.RegressionBins,
        "end2end" => spec.EndToEnd,
        "kpt_shape" => spec.KeypointShape is { } shape ? new List<object?> { shape.Count, shape.Dimensions } : null,
        string text => Narrow(SpecYaml.Scalar(text)),
        _ when SpecReader.AsList(argument) is { } list => list.Select(item => Resolve(item, spec)).ToList(),
        _ => Narrow(argument),
    };

    private static object? Narrow(object? value) => value is long and >= int.MinValue and <= int.MaxValue ? (int)(long)value : value;

    private static void ApplyActivation(YoloNetwork network, ModelSpec spec)
    {
        if (spec.Activation is null)
        {
            return;
        }

        Activation activation;
        try
        {
            activation = Activation.Parse(spec.Activation);
        }
        catch (FormatException error)
        {
            throw new ModelSpecException($"{spec.Source}: {error.Message}", error);
        }

        foreach (var conv in network.modules().OfType<Conv>().Where(conv => conv.HasDefaultActivation))
        {
            conv.Activation = activation;
        }
    }
}
