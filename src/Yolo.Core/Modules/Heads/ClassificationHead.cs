using TorchSharp.Modules;
using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>One class for the whole picture. B images, C classes.</summary>
public sealed class ClassificationHead : nn.Module<Tensor[], NetworkOutput>
{
    private const int Hidden = 1280;

    private readonly Conv conv;
    private readonly Dropout dropout;
    private readonly Linear linear;

    /// <summary>Makes the head with fresh weights.</summary>
    /// <param name="inputs">Channels of all inputs together.</param>
    /// <param name="classes">C.</param>
    /// <param name="kernel">Kernel of the convolution; null: 1.</param>
    /// <param name="stride">Its stride; null: 1.</param>
    /// <param name="padding">Null: such that stride 1 keeps the size.</param>
    /// <param name="groups">Its groups.</param>
    internal ClassificationHead(int inputs, int classes, Extent? kernel = null, Extent? stride = null, Extent? padding = null, int groups = 1)
        : base("Classify")
    {
        conv = new Conv(inputs, Hidden, kernel, stride, padding, groups);
        dropout = nn.Dropout(0);
        linear = nn.Linear(Hidden, classes);
        register_module("conv", conv);
        register_module("drop", dropout);
        register_module("linear", linear);
    }

    /// <summary>Part of the features that training drops, from 0 to 1, default 0.</summary>
    public double Dropout
    {
        get => dropout.p;
        internal set => dropout.p = value;
    }

    /// <summary>The layer from features to classes.</summary>
    public Linear Output => linear;

    /// <summary>Predicts.</summary>
    /// <param name="input">[B, channels, rows, columns] each, of one size.</param>
    /// <returns>Logits [B, C]; in evaluation probabilities too.</returns>
    public override NetworkOutput forward(Tensor[] input)
    {
        using var joined = Operations.Concat(1, input); // [B, channels, H, W]
        using var features = conv.call(joined); // [B, 1280, H, W]
        using var means = Operations.Mean(features); // [B, 1280]
        using var kept = dropout.call(means);
        var logits = linear.call(kept); // [B, C]
        return new NetworkOutput { Logits = logits, Decoded = training ? null : Operations.Softmax(logits, 1) };
    }

    /// <summary>Nothing: the constructor registers all children by key.</summary>
    protected override void RegisterComponents()
    {
    }
}
