using TorchSharp.Modules;
using Yolo.Checkpoints.Pickle;
using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Checkpoints.Ultralytics;

/// <summary>Turns modules of ours into descriptions of the reference's.</summary>
/// <param name="tensors">Takes over tensors.</param>
/// <param name="activatesInPlace">Whether activations may change their input, which the reference lets them in networks with boxes.</param>
internal sealed class ModulePickler(TensorPickler tensors, bool activatesInPlace)
{
    private const string Activations = "torch.nn.modules.activation";

    // Convolutions with the same activation share one object, as they do in the reference.
    private readonly Dictionary<string, PickleObject> _activations = new(StringComparer.Ordinal);

    /// <summary>Takes over tensors.</summary>
    internal TensorPickler Tensors => tensors;

    /// <summary>Whether depthwise convolutions are written as plain ones with groups, as the head of generation 10 has them.</summary>
    internal bool WithoutDepthwise { get; set; }

    /// <summary>Whether transposed convolutions are written under the reference's own class of them.</summary>
    internal bool WithDepthwiseTransposed { get; set; }

    /// <summary>Describes a module and everything below it.</summary>
    /// <param name="module">The module.</param>
    /// <param name="global">Its class; null: as the table says.</param>
    /// <param name="finish">Adds attributes after its own.</param>
    internal PickleObject Describe(nn.Module module, PickleGlobal? global = null, Action<ModuleState>? finish = null)
    {
        var state = new ModuleState(this);
        foreach (var (name, parameter) in module.named_parameters(recurse: false))
        {
            state.Parameters.Add(name, tensors.Parameter(parameter));
        }

        foreach (var (name, buffer) in module.named_buffers(recurse: false, include_nonpersistent: false))
        {
            state.Buffers.Add(name, tensors.Take(buffer));
        }

        foreach (var (name, child) in module.named_children())
        {
            state.Add(name, Describe(child));
        }

        var known = ModuleClasses.Of(module);
        known.Describe(module, state);
        finish?.Invoke(state);
        return state.Build(global ?? Variant(module) ?? known.Global);
    }

    /// <summary>A module without tensors or children.</summary>
    internal PickleObject Leaf(string package, string name, Action<ModuleState>? describe = null)
    {
        var state = new ModuleState(this);
        describe?.Invoke(state);
        return state.Build(new PickleGlobal(package, name));
    }

    /// <summary>A list of modules.</summary>
    internal PickleObject List(IReadOnlyList<PickleObject> modules) => Leaf("torch.nn.modules.container", "ModuleList", state =>
    {
        foreach (var module in modules.Index())
        {
            state.Add(FormattableString.Invariant($"{module.Index}"), module.Item);
        }
    });

    /// <summary>Max pooling that keeps the size.</summary>
    internal PickleObject SamePool(int kernel) => Leaf("torch.nn.modules.pooling", "MaxPool2d", state =>
        TorchClasses.MaxPool(state, (long)kernel, 1L, (long)(kernel / 2), 1L, ceiling: false));

    /// <summary>An activation; one object for all that are equal, but for the identity.</summary>
    internal PickleObject Activation(Activation activation)
    {
        if (ReferenceEquals(activation, Modules.Activation.Identity))
        {
            return Leaf("torch.nn.modules.linear", "Identity");
        }

        var key = activation.ToString();
        if (!_activations.TryGetValue(key, out var known))
        {
            known = Leaf(Activations, activation.Name, state => Describe(activation, state));
            _activations.Add(key, known);
        }

        return known;
    }

    // Classes of the reference that are one type here.
    private PickleGlobal? Variant(nn.Module module) => module switch
    {
        Conv { IsDepthwise: true } when !WithoutDepthwise => ConvolutionClasses.Depthwise,
        ConvTranspose2d when WithDepthwiseTransposed => ConvolutionClasses.TransposedDepthwise,
        _ => null,
    };

    private void Describe(Activation activation, ModuleState state)
    {
        switch (activation.Name)
        {
            case "LeakyReLU": state.Set("negative_slope", activation.NegativeSlope).Set("inplace", activatesInPlace); break;
            case "ReLU6": state.Set("min_val", 0.0).Set("max_val", 6.0).Set("inplace", activatesInPlace); break;
            case "SiLU" or "ReLU" or "Hardswish": state.Set("inplace", activatesInPlace); break;
            case "Mish": state.Set("inplace", false); break;
            case "GELU": state.Set("approximate", "none"); break;
        }
    }
}
