using Yolo.Modules;
using Yolo.Modules.Heads;
using static TorchSharp.torch;

namespace Yolo.Models;

/// <summary>
/// Counts layers as the family does: modules without children. Activations and poolings are modules there and functions here; an activation that
/// several blocks share counts once.
/// </summary>
internal static class LayerCount
{
    public static int Of(YoloNetwork network)
    {
        var modules = network.modules().ToList();
        var own = modules.Count(module => !module.children().Any());
        var convs = modules.OfType<Conv>().ToList();
        return own
            + convs.Count(conv => !conv.HasDefaultActivation) + AtMostOne(convs.Any(conv => conv.HasDefaultActivation))
            + AtMostOne(modules.OfType<RepConv>().Any())
            + modules.Sum(Functions);
    }

    private static int AtMostOne(bool any) => any ? 1 : 0;

    // The layers of the one-to-one branch were copied together with the activation that they share.
    private static int CopiedActivations(DetectionHead head) =>
        head.named_children().Count(child => child.name.StartsWith("one2one_", StringComparison.Ordinal) && child.module.modules().OfType<Conv>().Any());

    private static int Functions(nn.Module module) => module switch
    {
        Sppf or RepVggDepthwise or BottleneckCsp or ClassificationHead => 1,
        Spp spp => spp.Kernels.Count,
        SppElan => SppElan.Times,
        DetectionHead head => AtMostOne(head.Settings.RegressionBins == 1) + CopiedActivations(head),
        _ => 0,
    };
}
