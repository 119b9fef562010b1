using Yolo.Models;
using static TorchSharp.torch;

namespace Yolo.Tests.Models;

/// <summary>The networks that the reference's numbers are known of, with the weights that they were made with.</summary>
internal static class GoldenModels
{
    public static readonly string[] Names =
    [
        "yolo11m", "yolo11n", "yolo11n-cls", "yolo11n-obb", "yolo11n-pose", "yolo11n-seg", "yolo12l", "yolo12n", "yolo26m", "yolo26n", "yolo26n-cls",
        "yolo26n-obb", "yolo26n-pose", "yolo26n-seg", "yolov10n", "yolov10s", "yolov3-tiny", "yolov5n", "yolov6n", "yolov8n", "yolov8n-cls",
        "yolov8n-ghost", "yolov8n-obb", "yolov8n-p2", "yolov8n-pose", "yolov8n-seg", "yolov8s", "yolov9c", "yolov9s", "yolov9t",
    ];

    // The reference keeps the activation of yolov6, ReLU, for every network that the same process builds later, and so do its goldens but these.
    private static readonly string[] MadeWithSiLU = ["yolov3-tiny", "yolov5n", "yolo26n-pose"];

    /// <summary>The network, filled by the rule, in evaluation.</summary>
    public static YoloNetwork Build(string name)
    {
        var network = ModelBuilder.Build(ModelSpec.Load(name) with { Activation = MadeWithSiLU.Contains(name) ? null : "torch.nn.ReLU()" });
        DeterministicFill.Fill(network);
        network.eval();
        return network;
    }

    /// <summary>The picture that its outputs were made from.</summary>
    public static Tensor Input(YoloNetwork network) => DeterministicFill.Input("input", 2, 3, 64, network.Task == ModelTask.Classify ? 64 : 96);
}
