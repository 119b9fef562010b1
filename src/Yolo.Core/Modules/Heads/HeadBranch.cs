using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Modules.Heads;

/// <summary>The layers of one branch of a head: a list with one entry for each level of the pyramid, for each thing it predicts.</summary>
internal sealed class HeadBranch
{
    /// <summary>To the sides of boxes.</summary>
    public required ModuleList<nn.Module<Tensor, Tensor>> Boxes { get; init; }

    /// <summary>To class logits.</summary>
    public required ModuleList<nn.Module<Tensor, Tensor>> Scores { get; init; }

    /// <summary>To mask coefficients, keypoints (or what comes before them), angles.</summary>
    public ModuleList<nn.Module<Tensor, Tensor>>? Extras { get; set; }

    /// <summary>Generation 26: from the extras to keypoints.</summary>
    public ModuleList<nn.Module<Tensor, Tensor>>? Keypoints { get; set; }

    /// <summary>Generation 26: from the extras to the spread of keypoints.</summary>
    public ModuleList<nn.Module<Tensor, Tensor>>? Sigmas { get; set; }
}
