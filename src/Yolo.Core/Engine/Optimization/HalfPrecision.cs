using TorchSharp.Modules;
using Yolo.Engine.Settings;
using Yolo.Models;
using Yolo.Runtime.Kernels;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>Predicting in bfloat16 on a processor.</summary>
internal static class HalfPrecision
{
    /// <summary>Refuses to predict in bfloat16 where that gives other boxes.</summary>
    /// <exception cref="SettingException">The kernels of some convolutions are wrong.</exception>
    internal static void RequireExact(YoloNetwork network)
    {
        var trial = new KernelTrial(ScalarType.BFloat16, NetworkState.IsChannelsLast(network), learns: false);
        var convolutions = network.named_modules().Where(entry => entry.module is Conv2d).ToList();
        var wrong = convolutions.Where(entry => !trial.Passes((Conv2d)entry.module)).Select(entry => entry.name).ToList();
        if (wrong.Count > 0)
        {
            throw new SettingException(FormattableString.Invariant(
                $"half=true would give wrong boxes: on this processor libtorch miscalculates {wrong.Count} of {convolutions.Count} convolutions in bfloat16, {wrong[0]} among them. Leave half out, or use a GPU."));
        }
    }
}
