using Yolo.Engine.Settings;
using Yolo.Models;

namespace Yolo.Engine.Inference;

/// <summary>Decides between libtorch and ONNX Runtime for a network.</summary>
internal static class EngineChoice
{
    /// <summary>From so many pictures on, opening a graph that is there is sooner done than fusing the network and computing with libtorch. Measured with yolov8n at 640 on two processors.</summary>
    internal const int ManyWithGraph = 3;

    /// <summary>From so many on, making the graph pays as well.</summary>
    internal const int Many = 24;

    /// <summary>Decides.</summary>
    /// <param name="wish">What the run asks for.</param>
    /// <param name="source">What the model is called.</param>
    /// <param name="network">The network.</param>
    /// <param name="isPlain">Whether it will run on the processor, and is in single precision.</param>
    /// <param name="hasGraph">Tells by a network's fingerprint whether its graph was made already.</param>
    /// <exception cref="SettingException">ONNX Runtime is asked for, and cannot do what else is asked for.</exception>
    internal static EngineKind Of(InferenceWish wish, string source, YoloNetwork network, bool isPlain, Func<string, bool> hasGraph)
    {
        if (wish.Engine == EngineKind.Torch)
        {
            return EngineKind.Torch;
        }

        var objection = wish.Half || !isPlain ? "ONNX Runtime computes a checkpoint on the processor and in single precision; leave device and half out"
            : wish.Augment ? "augment=true needs the network itself; leave augment out"
            : wish.Appearances ? "with_reid takes what objects look like from the network's layers; take a tracker without it"
            : ForwardHooks.AreOn(network) ? "hooks are on the network's layers, which only libtorch calls; remove them"
            : null;
        if (wish.Engine == EngineKind.Onnx)
        {
            return objection is null ? EngineKind.Onnx : throw new SettingException($"engine=onnx cannot be honoured for {source}: {objection}, or take engine=torch.");
        }

        // Whoever has fused the network uses it, and it is ready.
        return objection is null && !network.HasFoldedNorms && IsSoonerDone(wish.Pictures, network, hasGraph) ? EngineKind.Onnx : EngineKind.Torch;
    }

    private static bool IsSoonerDone(int? pictures, YoloNetwork network, Func<string, bool> hasGraph) =>
        pictures is not { } count || count >= Many || (count >= ManyWithGraph && hasGraph(NetworkFingerprint.Of(network)));
}
