using Yolo.Checkpoints.Pickle;
using Yolo.Modules;
using Yolo.Modules.Heads;
using static TorchSharp.torch;
using static Yolo.Checkpoints.Ultralytics.ModuleClass;

namespace Yolo.Checkpoints.Ultralytics;

/// <summary>The reference's blocks, with the attributes that its code reads.</summary>
internal static class BlockClasses
{
    private const string Package = "ultralytics.nn.modules.block";
    private const string TransformerPackage = "ultralytics.nn.modules.transformer";

    internal static IEnumerable<KeyValuePair<Type, ModuleClass>> All { get; } = [.. CrossStage(), .. Pooling(), .. Attention(), .. Transformers(), .. Others()];

    private static IEnumerable<KeyValuePair<Type, ModuleClass>> CrossStage() =>
    [
        Of<Bottleneck>(Package, "Bottleneck", (block, state) => state.Set("add", block.HasShortcut)),
        Of<RepBottleneck>(Package, "RepBottleneck", (block, state) => state.Set("add", block.HasShortcut)),
        Of<GhostBottleneck>(Package, "GhostBottleneck"),
        Of<BottleneckCsp>(Package, "BottleneckCSP", (_, state) => state.Activate(Activation.SiLU, before: "m")),
        Of<C1>(Package, "C1"),
        Of<C2>(Package, "C2", HalfOfSplit),
        Of<C2f>(Package, "C2f", Hidden),
        Of<C2fCib>(Package, "C2fCIB", Hidden),
        Of<C2fPsa>(Package, "C2fPSA", Hidden),
        Of<C3k2>(Package, "C3k2", Hidden),
        Of<C3>(Package, "C3"),
        Of<C3k>(Package, "C3k"),
        Of<C3f>(Package, "C3f"),
        Of<C3x>(Package, "C3x", (block, state) => state.Set("c_", ModuleState.Outputs(block, "cv1"))),
        Of<C3Ghost>(Package, "C3Ghost"),
        Of<C3Tr>(Package, "C3TR"),
        Of<RepC3>(Package, "RepC3"),
        Of<RepCsp>(Package, "RepCSP"),
        Of<RepNcspElan4>(Package, "RepNCSPELAN4", HalfOfSplit),
        Of<Elan1>(Package, "ELAN1", HalfOfSplit),
        Of<A2C2f>(Package, "A2C2f", (_, state) =>
        {
            if (state.Parameters["gamma"] is null)
            {
                state.Set("gamma", null);
            }
        }),
    ];

    private static IEnumerable<KeyValuePair<Type, ModuleClass>> Pooling() =>
    [
        Of<Spp>(Package, "SPP", (block, state) => state.Add("m", state.Pickler.List([.. block.Kernels.Select(state.Pickler.SamePool)]))),
        Of<Sppf>(Package, "SPPF", (block, state) => state
            .Set("n", block.Times)
            .Set("add", block.HasShortcut)
            .Add("m", state.Pickler.SamePool(block.Kernel))),
        Of<SppElan>(Package, "SPPELAN", (block, state) => state
            .Set("c", ModuleState.Outputs(block, "cv1"))
            .Add("cv2", state.Pickler.SamePool(block.Kernel), before: "cv5")
            .Add("cv3", state.Pickler.SamePool(block.Kernel), before: "cv5")
            .Add("cv4", state.Pickler.SamePool(block.Kernel), before: "cv5")),
    ];

    private static IEnumerable<KeyValuePair<Type, ModuleClass>> Attention() =>
    [
        Of<SelfAttention>(Package, "Attention", (block, state) => state
            .Set("num_heads", block.Heads)
            .Set("head_dim", block.ValuesOfAHead)
            .Set("key_dim", block.KeysOfAHead)
            .Set("scale", Math.Pow(block.KeysOfAHead, -0.5))),
        Of<PsaBlock>(Package, "PSABlock", (block, state) => state.Set("add", block.HasShortcut)),
        Of<Psa>(Package, "PSA", HalfOfSplit),
        Of<C2Psa>(Package, "C2PSA", HalfOfSplit),
        Of<AreaAttention>(Package, "AAttn", (block, state) => state
            .Set("area", block.Areas)
            .Set("num_heads", block.Heads)
            .Set("head_dim", block.ChannelsOfAHead)),
        Of<AreaBlock>(Package, "ABlock"),
    ];

    private static IEnumerable<KeyValuePair<Type, ModuleClass>> Transformers() =>
    [
        Of<TransformerLayer>(TransformerPackage, "TransformerLayer"),
        Of<TransformerBlock>(TransformerPackage, "TransformerBlock", (block, state) =>
        {
            if (block.named_children().All(child => child.name != "conv"))
            {
                state.Set("conv", null);
            }

            state.Set("c2", block.OutputChannels);
        }),
        Of<MultiheadAttention>("torch.nn.modules.activation", "MultiheadAttention", DescribeAttention),
    ];

    private static IEnumerable<KeyValuePair<Type, ModuleClass>> Others() =>
    [
        Of<AConv>(Package, "AConv"),
        Of<ADown>(Package, "ADown", (block, state) => state.Set("c", ModuleState.Outputs(block, "cv1"))),
        Of<ScDown>(Package, "SCDown"),
        Of<Cib>(Package, "CIB", (block, state) => state.Set("add", block.HasShortcut)),
        Of<RepVggDepthwise>(Package, "RepVGGDW", (block, state) => state
            .Set("dim", ModuleState.Outputs(block, "conv"))
            .Activate(Activation.SiLU)),
        Of<CbLinear>(Package, "CBLinear", (block, state) => state.Set("c2s", Numbers(block.Parts))),
        Of<CbFuse>(Package, "CBFuse", (block, state) => state.Set("idx", Numbers(block.Parts))),
        Of<Proto>(Package, "Proto"),
        Of<Proto26>(Package, "Proto26"),
        Of<DistributionExpectation>(Package, "DFL", (block, state) => state.Set("c1", block.Bins)),
        Of<RealNvp>(Package, "RealNVP"),
    ];

    // Projections of keys and values of other sizes, and biases as further tokens, are there in name alone.
    private static void DescribeAttention(MultiheadAttention attention, ModuleState state)
    {
        foreach (var name in new[] { "q_proj_weight", "k_proj_weight", "v_proj_weight" })
        {
            state.Parameters.Add(name, null);
        }

        state
            .Set("embed_dim", attention.NumbersOfAToken)
            .Set("kdim", attention.NumbersOfAToken)
            .Set("vdim", attention.NumbersOfAToken)
            .Set("_qkv_same_embed_dim", true)
            .Set("num_heads", attention.Heads)
            .Set("dropout", 0.0)
            .Set("batch_first", false)
            .Set("head_dim", attention.NumbersOfAToken / attention.Heads)
            .Set("bias_k", null)
            .Set("bias_v", null)
            .Set("add_zero_attn", false);
    }

    private static void Hidden(C2f block, ModuleState state) => state.Set("c", block.HiddenChannels);

    private static void HalfOfSplit(nn.Module block, ModuleState state) => state.Set("c", ModuleState.Outputs(block, "cv1") / 2);

    private static PickleList Numbers(IEnumerable<int> numbers) => new(numbers.Select(number => (object?)(long)number));
}
