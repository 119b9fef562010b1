using Yolo.Modules;
using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>Counts the batches that the batch norms of a network are trained with, for all norms in one call instead of one for each.</summary>
internal sealed class NormCounters
{
    private readonly BatchNormalization[] norms;

    /// <summary>Takes counting over from the norms. One whose statistics are a plain average needs its count at once, and goes on counting by itself.</summary>
    internal NormCounters(nn.Module network)
    {
        norms = [.. network.modules().OfType<BatchNormalization>().Where(norm => norm.momentum is not null)];
        foreach (var norm in norms)
        {
            norm.CountsItself = false;
        }
    }

    /// <summary>Counts a batch for those norms that learn: frozen ones do not.</summary>
    internal void Count()
    {
        var learning = Array.FindAll(norms, norm => norm.training);
        if (learning.Length > 0)
        {
            using var noGradient = no_grad();
            TorchScripts.Count(Array.ConvertAll(learning, norm => norm.num_batches_tracked!));
        }
    }
}
