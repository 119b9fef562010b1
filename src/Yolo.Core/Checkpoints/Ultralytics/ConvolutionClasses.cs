using Yolo.Checkpoints.Pickle;
using Yolo.Modules;
using static Yolo.Checkpoints.Ultralytics.ModuleClass;

namespace Yolo.Checkpoints.Ultralytics;

/// <summary>The reference's convolutions.</summary>
internal static class ConvolutionClasses
{
    /// <summary>The class of a convolution made depthwise by its constructor.</summary>
    internal static readonly PickleGlobal Depthwise = new(Package, "DWConv");

    /// <summary>The class of a transposed convolution with groups, which is torch's own to us.</summary>
    internal static readonly PickleGlobal TransposedDepthwise = new(Package, "DWConvTranspose2d");

    private const string Package = "ultralytics.nn.modules.conv";

    internal static IEnumerable<KeyValuePair<Type, ModuleClass>> All { get; } =
    [
        Of<Conv>(Package, "Conv", (conv, state) => state.Activate(conv.Activation)),
        Of<Conv2>(Package, "Conv2", (conv, state) => state.Activate(conv.Activation, before: "cv2")),
        Of<ConvTranspose>(Package, "ConvTranspose", (conv, state) =>
        {
            if (conv.named_children().All(child => child.name != "bn"))
            {
                state.Add("bn", state.Pickler.Leaf("torch.nn.modules.linear", "Identity"));
            }

            state.Activate(conv.Activation);
        }),
        Of<GhostConv>(Package, "GhostConv"),
        Of<Focus>(Package, "Focus"),
        Of<RepConv>(Package, "RepConv", (conv, state) => state
            .Set("g", conv.Groups)
            .Set("c1", conv.InputChannels)
            .Set("c2", conv.OutputChannels)
            .Set("bn", null)
            .Activate(conv.Activation, before: "conv1")),
        Of<Concat>(Package, "Concat", (concat, state) => state.Set("d", concat.Dimension)),
        Of<Modules.Index>(Package, "Index", (index, state) => state.Set("index", index.Position)),
    ];
}
