using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Lets norms of several processes share the statistics of one batch.</summary>
internal interface IStatisticSums
{
    /// <summary>1; 0 where pictures only stand in for a part of the batch that is empty: they are normalised, and teach nothing.</summary>
    double Weight { get; }

    /// <summary>Adds numbers up over all processes, without gradient. Throws nothing, since libtorch may be on its way back.</summary>
    Tensor Add(Tensor own);
}
