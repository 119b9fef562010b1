using TorchSharp.Modules;
using Yolo.Modules;
using Yolo.Modules.Heads;
using Yolo.Runtime;
using Yolo.Runtime.Kernels;
using static TorchSharp.torch;

namespace Yolo.Models;

/// <summary>
/// A network of the family: layers <c>model.0</c>, <c>model.1</c>, … of which the last is the head. Its state dictionary has the family's keys.
/// </summary>
/// <remarks>
/// Legend: B images. Not thread-safe: one forward pass at a time. A layer's output is disposed as soon as no
/// later layer needs it, in training too, where the gradient graph keeps what it needs; hooks that want to keep one take an alias.
/// </remarks>
public sealed class YoloNetwork : nn.Module<Tensor, NetworkOutput>
{
    // Below this many, a network counts as fused.
    private const int FewestNorms = 10;
    private const double LargestStride = 1024;

    // Sides of the picture by which strides are found: the small one costs a quarter, the large one serves networks with larger strides.
    private static readonly int[] ProbeSizes = [128, 256];

    private readonly ModuleList<nn.Module> modulesInOrder;
    private readonly int[] lastUse;

    internal YoloNetwork(ModelSpec spec, IReadOnlyList<NetworkLayer> layers)
        : base(nameof(YoloNetwork))
    {
        Spec = spec;
        Layers = layers;
        Names = [.. Enumerable.Range(0, spec.Classes).Select(index => FormattableString.Invariant($"{index}"))];
        modulesInOrder = new ModuleList<nn.Module>([.. layers.Select(layer => layer.Module)]);
        register_module("model", modulesInOrder);
        lastUse = LastUses(layers);
        Task = spec.Task;
    }

    /// <summary>The description it was built from.</summary>
    public ModelSpec Spec { get; }

    /// <summary>What it is for.</summary>
    public ModelTask Task { get; }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>Names of the classes: those of the checkpoint or of the data set it was trained on, "0", "1", … without either. <see cref="Engine.YoloModel.Rename"/> gives others.</summary>
    public IReadOnlyList<string> Names { get; internal set; }

    /// <summary>Names of the key points of each class that has them, by the index of the class; of pose networks whose checkpoint or data set names them; else empty.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>> KeypointNames { get; internal set; } = new Dictionary<int, IReadOnlyList<string>>();

    /// <summary>The head over a feature pyramid; null for classification.</summary>
    public DetectionHead? Head => Layers[^1].Module as DetectionHead;

    /// <summary>Pixels of the input for one cell of each level of the head; [1] for classification.</summary>
    public IReadOnlyList<double> Strides => Head?.Strides ?? [1.0];

    /// <summary>Whether batch norms are folded into convolutions.</summary>
    public bool IsFused => modules().OfType<BatchNorm>().Take(FewestNorms).Count() < FewestNorms;

    /// <summary>Whether anything was folded or dropped, so that the weights are not those of training any more; small networks count as fused without.</summary>
    internal bool HasFoldedNorms => Head?.IsOneToManyDropped == true || modules().OfType<Conv>().Any(conv => conv.IsFused);

    /// <summary>Runs the network.</summary>
    /// <param name="input">[B, channels, height, width], values in [0, 1]; height and width multiples of the largest stride. Not disposed.</param>
    /// <returns>Raw predictions; in evaluation the decoded ones too. The caller disposes them.</returns>
    /// <exception cref="WrongKernelsException">The input is on the processor, on which libtorch miscalculates.</exception>
    public override NetworkOutput forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Run(input, look: null);
    }

    /// <summary>Runs the network, and shows what enters its head.</summary>
    /// <param name="input">As <see cref="forward"/> takes it.</param>
    /// <param name="look">Shown the levels, each [B, channels, height, width]; they go when it returns. Null for nobody.</param>
    internal NetworkOutput Run(Tensor input, Action<Tensor[]>? look)
    {
        if (input.device_type == TorchSharp.DeviceType.CPU)
        {
            ProcessorTrial.Require();
        }

        return RunLayers(input, look);
    }

    /// <summary>Is given the output of each layer but the last, and gives what goes on in its place; null, the default, for what it is.</summary>
    internal Func<int, Tensor, Tensor>? Passing { get; set; }

    private NetworkOutput RunLayers(Tensor input, Action<Tensor[]>? look = null)
    {
        using var scope = NewDisposeScope();
        var outputs = new Tensor?[Layers.Count];
        for (var i = 0; i < Layers.Count - 1; i++)
        {
            outputs[i] = Run(Layers[i], input, outputs);
            if (Passing is { } pass)
            {
                outputs[i] = pass(i, outputs[i]!);
            }

            foreach (var source in Layers[i].Inputs.Distinct())
            {
                if (source >= 0 && lastUse[source] == i)
                {
                    outputs[source]!.Dispose();
                }
            }
        }

        var head = (nn.Module<Tensor[], NetworkOutput>)Layers[^1].Module;
        var levels = Gather(Layers[^1], input, outputs);
        look?.Invoke(levels);
        return head.call(levels).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Folds batch norms into convolutions, and drops the branch that an end-to-end head needs for training alone. In place and for good: keys of
    /// the state dictionary change, training is over. A fused network stays as it is.
    /// </summary>
    /// <returns>This network.</returns>
    public YoloNetwork Fuse()
    {
        if (!IsFused)
        {
            FuseTree(this);
        }

        return this;
    }

    /// <summary>
    /// Lays the weights of convolutions out channels-last, which makes convolutions on CPUs and of 16 bits on GPUs faster; activations follow the
    /// weights by themselves. Parameters are replaced: build optimizers afterwards.
    /// </summary>
    /// <returns>This network.</returns>
    internal YoloNetwork UseChannelsLast()
    {
        using var noGradient = no_grad();
        foreach (var convolution in modules().OfType<Convolution>())
        {
            using var scope = NewDisposeScope();
            var weight = convolution.weight;

            // Detached: kernels of 1x1 are views of the old weight, to which autograd would send their gradients after the first change in place.
            convolution.weight = new Parameter(weight.ToChannelsLast().detach(), weight.requires_grad);
        }

        return this;
    }

    /// <summary>Its layers and sizes. Runs the network on a small picture.</summary>
    public ModelSummary Summarize() => ModelSummary.Of(this);

    /// <summary>All entries of the state dictionary in the family's order: of each module its parameters, its buffers, its children.</summary>
    public IEnumerable<(string Key, Tensor Value)> StateEntries() => ModuleEntries.Of(this).Select(entry => (entry.Key, entry.Value));

    /// <summary>Finds strides, then sets biases and norms as the family does. Leaves the network in training mode.</summary>
    /// <param name="strides">Known strides, one for each level; otherwise they are found.</param>
    internal void Prepare(IReadOnlyList<double> strides)
    {
        if (Head is null)
        {
            return;
        }

        if (strides.Count == Head.Settings.Channels.Count && strides.All(stride => stride is >= 1 and <= LargestStride))
        {
            Head.Strides = strides;
        }
        else
        {
            ProbeStrides();
        }

        Head.InitializeBiases();
        foreach (var norm in modules().OfType<BatchNorm>())
        {
            norm.eps = 1e-3;
            norm.momentum = 0.03;
        }
    }

    /// <summary>Nothing: the constructor registers the layers.</summary>
    protected override void RegisterComponents()
    {
    }

    private static int[] LastUses(IReadOnlyList<NetworkLayer> layers)
    {
        var last = new int[layers.Count];
        foreach (var layer in layers)
        {
            foreach (var source in layer.Inputs.Where(source => source >= 0))
            {
                last[source] = layer.Index;
            }
        }

        return last;
    }

    private static Tensor Run(NetworkLayer layer, Tensor input, Tensor?[] outputs) => layer.Module switch
    {
        nn.Module<Tensor, Tensor> single => single.call(Gather(layer, input, outputs)[0]),
        nn.Module<Tensor[], Tensor> several => several.call(Gather(layer, input, outputs)),
        _ => throw new ArgumentException(FormattableString.Invariant($"layer {layer.Index}, {layer.Row.Block}, is a head; only the last layer can be one.")),
    };

    private static Tensor[] Gather(NetworkLayer layer, Tensor input, Tensor?[] outputs)
    {
        var inputs = new Tensor[layer.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = layer.Inputs[i] < 0 ? input : outputs[layer.Inputs[i]]!;
        }

        return inputs;
    }

    /// <summary>Fuses a module, then what children it has left.</summary>
    internal static void FuseTree(nn.Module module)
    {
        (module as IFusable)?.Fuse();
        foreach (var child in module.children().ToList())
        {
            FuseTree(child);
        }
    }

    // The network evaluates, so that norms do not learn from zeros; the head trains, so that it does not decode without strides.
    private void ProbeStrides()
    {
        using var noGradient = no_grad();
        eval();
        Head!.train();
        try
        {
            foreach (var side in ProbeSizes.Where(_ => Head.Strides.Count == 0 || Head.Strides.Max() >= ProbeSizes[0]))
            {
                using var picture = zeros(1, Spec.Channels, side, side);

                // Numbers do not matter here, only shapes: what a network on a GPU is built on may miscalculate.
                using var output = RunLayers(picture);
                Head.Strides = [.. output.OneToMany!.Levels.Select(level => (double)side / level.Rows)];
            }
        }
        catch (Exception error) when (error is ArgumentException or System.Runtime.InteropServices.ExternalException)
        {
            throw new ModelSpecException($"{Spec.Source}: the layers do not fit together: {LibTorch.Reason(error)}", error);
        }

        train();
    }
}
