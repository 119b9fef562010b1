using System.Globalization;
using Yolo.Modules.Recording;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>An activation function without weights.</summary>
public sealed class Activation
{
    private static readonly Dictionary<string, Activation> ByName = new(StringComparer.OrdinalIgnoreCase);

    private readonly Func<Tensor, Tensor> apply;
    private readonly Func<Tensor, Tensor>? applyInPlace;

    private Activation(string name, Func<Tensor, Tensor> apply, Func<Tensor, Tensor>? applyInPlace)
    {
        Name = name;
        this.apply = apply;
        this.applyInPlace = applyInPlace;
    }

    /// <summary>x.</summary>
    public static Activation Identity { get; } = Known("Identity", x => x, x => x);

    /// <summary>x·sigmoid(x), the default of the family.</summary>
    public static Activation SiLU { get; } = Known("SiLU", x => nn.functional.silu(x), x => x.silu_());

    /// <summary>max(x, 0).</summary>
    public static Activation ReLU { get; } = Known("ReLU", x => x.relu(), x => x.relu_());

    /// <summary>min(max(x, 0), 6).</summary>
    public static Activation ReLU6 { get; } = Known("ReLU6", x => x.Relu6(), x => x.Relu6InPlace());

    /// <summary>x·Φ(x).</summary>
    public static Activation GELU { get; } = Known("GELU", x => x.gelu(), null);

    /// <summary>1/(1+e⁻ˣ).</summary>
    public static Activation Sigmoid { get; } = Known("Sigmoid", x => x.sigmoid(), x => x.sigmoid_());

    /// <summary>tanh x.</summary>
    public static Activation Tanh { get; } = Known("Tanh", x => x.tanh(), x => x.tanh_());

    /// <summary>x·min(max(x+3, 0), 6)/6.</summary>
    public static Activation Hardswish { get; } = Known("Hardswish", x => x.hardswish(), x => x.hardswish_());

    /// <summary>x·tanh(ln(1+eˣ)).</summary>
    public static Activation Mish { get; } = Known("Mish", ApplyMish, null);

    /// <summary>The class name that torch gives it, for instance SiLU.</summary>
    public string Name { get; }

    /// <summary>The slope on the negative side; null unless the function is LeakyReLU.</summary>
    public double? NegativeSlope { get; private init; }

    /// <summary>x where positive, else slope·x.</summary>
    /// <param name="slope">The factor on the negative side.</param>
    public static Activation LeakyReLU(double slope = 0.01) =>
        new("LeakyReLU", x => x.LeakyRelu(slope), x => x.LeakyReluInPlace(slope)) { NegativeSlope = slope };

    /// <summary>Reads what a YAML file or a checkpoint calls it: SiLU, torch.nn.ReLU(), nn.LeakyReLU(0.1), default.</summary>
    /// <exception cref="FormatException">No function of that name is known; the message lists those that are.</exception>
    public static Activation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var name = (open < 0 ? text : text[..open]).Trim();
        name = name[(name.LastIndexOf('.') + 1)..];
        var argument = open < 0 ? "" : text[(open + 1)..].TrimEnd(')', ' ');
        if (name.Equals("LeakyReLU", StringComparison.OrdinalIgnoreCase))
        {
            var slope = argument.Split(',')[0].Split('=')[^1];
            return LeakyReLU(double.TryParse(slope, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0.01);
        }

        return ByName.TryGetValue(name, out var known)
            ? known
            : throw new FormatException($"Activation '{text}' is unknown; known are {string.Join(", ", ByName.Keys)}, LeakyReLU(slope).");
    }

    /// <inheritdoc/>
    public override string ToString() => NegativeSlope is { } slope ? FormattableString.Invariant($"{Name}({slope})") : Name;

    /// <summary>Applies the function to a tensor that nobody else uses: in its memory when no gradient is needed.</summary>
    /// <param name="owned">Given away: it is returned changed, or disposed.</param>
    internal Tensor Apply(Tensor owned) => Operations.Run(new ActivateOperation(this, true), owned);

    /// <summary>The function of a tensor, which stays as it is.</summary>
    internal Tensor Of(Tensor value) => ReferenceEquals(this, Identity) ? value.alias() : apply(value);

    /// <summary>What <see cref="Apply"/> computes.</summary>
    internal Tensor ApplyTo(Tensor owned)
    {
        if (applyInPlace is not null && (!owned.requires_grad || ReferenceEquals(this, Identity)))
        {
            return applyInPlace(owned);
        }

        using (owned)
        {
            return apply(owned);
        }
    }

    private static Activation Known(string name, Func<Tensor, Tensor> apply, Func<Tensor, Tensor>? applyInPlace)
    {
        var activation = new Activation(name, apply, applyInPlace);
        ByName.Add(name, activation);
        return activation;
    }

    private static Tensor ApplyMish(Tensor x)
    {
        using var soft = x.Softplus();
        using var bounded = soft.tanh();
        return x * bounded;
    }
}
