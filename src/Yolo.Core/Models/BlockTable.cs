using Yolo.Modules;
using Yolo.Modules.Heads;
using static TorchSharp.torch;
using Rules = Yolo.Models.ArgumentRules;

namespace Yolo.Models;

/// <summary>The blocks of the family: name, meaning of the row's arguments, constructor.</summary>
internal static class BlockTable
{
    public static IEnumerable<KeyValuePair<string, BlockDefinition>> All =>
        Primitives().Concat(CrossStage()).Concat(Parts()).Concat(Heads()).Concat(Torch())
            .Select(entry => KeyValuePair.Create(entry.Name, new BlockDefinition(entry.Arrange, entry.Create)));

    /// <summary>Whether a name is that of a module of torch.</summary>
    public static bool IsOfTorch(string name) => name.StartsWith("nn.", StringComparison.Ordinal) || name.StartsWith("torch.nn.", StringComparison.Ordinal);

    private static IEnumerable<Entry> Primitives() =>
    [
        new("Conv", Rules.Scaled, a => new Conv(a.WholeNumber(0), a.WholeNumber(1), a.Extent(2), a.Extent(3), a.Extent(4), a.WholeNumber(5, 1), a.WholeNumber(6, 1), a.Activation(7))),
        new("Conv2", Rules.AsWritten, a => new Conv2(
            a.WholeNumber(0), a.WholeNumber(1), a.Extent(2), a.Extent(3), a.Extent(4), a.WholeNumber(5, 1), a.WholeNumber(6, 1), a.Activation(7))),
        new("DWConv", Rules.Scaled, a => Conv.Depthwise(a.WholeNumber(0), a.WholeNumber(1), a.Extent(2), a.Extent(3), a.WholeNumber(4, 1), a.Activation(5))),
        new("GhostConv", Rules.Scaled, a => new GhostConv(a.WholeNumber(0), a.WholeNumber(1), a.Extent(2), a.Extent(3), a.WholeNumber(4, 1), a.Activation(5))),
        new("ConvTranspose", Rules.Scaled, a => new ConvTranspose(
            a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2, 2), a.WholeNumber(3, 2), a.WholeNumber(4, 0), a.Flag(5, true), a.Activation(6))),
        new("Focus", Rules.Scaled, a => new Focus(a.WholeNumber(0), a.WholeNumber(1), a.Extent(2), a.Extent(3), a.Extent(4), a.WholeNumber(5, 1))),
        new("SPP", Rules.Scaled, a => new Spp(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumbers(2))),
        new("SPPF", Rules.Scaled, a => new Sppf(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2, 5), a.WholeNumber(3, 3), a.Flag(4, false))),
        new("Bottleneck", Rules.Scaled, a => new Bottleneck(a.WholeNumber(0), a.WholeNumber(1), a.Flag(2, true), a.WholeNumber(3, 1), null, a.Number(5, 0.5))),
        new("GhostBottleneck", Rules.Scaled, a => new GhostBottleneck(a.WholeNumber(0), a.WholeNumber(1), a.Extent(2), a.WholeNumber(3, 1))),
        new("RepConv", Rules.AsWritten, a => new RepConv(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(3, 1), a.WholeNumber(5, 1), a.Activation(7))),
        new("PSA", Rules.Scaled, a => new Psa(a.WholeNumber(0), a.WholeNumber(1), a.Number(2, 0.5))),
        new("SCDown", Rules.Scaled, a => new ScDown(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.WholeNumber(3))),
        new("AConv", Rules.Scaled, a => new AConv(a.WholeNumber(0), a.WholeNumber(1))),
        new("ADown", Rules.Scaled, a => new ADown(a.WholeNumber(0), a.WholeNumber(1))),
        new("ELAN1", Rules.Scaled, a => new Elan1(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.WholeNumber(3))),
        new("RepNCSPELAN4", Rules.Scaled, a => new RepNcspElan4(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.WholeNumber(3), a.WholeNumber(4, 1))),
        new("SPPELAN", Rules.Scaled, a => new SppElan(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.WholeNumber(3, 5))),
        new("CBLinear", Rules.CbLinear, a => new CbLinear(a.WholeNumber(0), a.WholeNumbers(1), a.Extent(2), a.Extent(3), a.Extent(4), a.WholeNumber(5, 1))),
        new("CBFuse", Rules.CbFuse, a => new CbFuse(a.WholeNumbers(0), a.Lists(1))),
        new("Concat", Rules.Concat, a => new Concat(a.WholeNumber(0, 1))),
        new("Index", Rules.Index, a => a.Values[1] is null ? new Modules.Index(a.WholeNumber(0)) : new Modules.Index(a.WholeNumber(0), a.WholeNumbers(1))),
    ];

    private static IEnumerable<Entry> CrossStage() =>
    [
        new("C1", Rules.ScaledWithRepeats, a => new C1(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2))),
        new("C2", Rules.ScaledWithRepeats, a => new C2(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.Flag(3, true), a.WholeNumber(4, 1), a.Number(5, 0.5))),
        new("C2f", Rules.ScaledWithRepeats, a => new C2f(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.Flag(3, false), a.WholeNumber(4, 1), a.Number(5, 0.5))),
        new("C3", Rules.ScaledWithRepeats, a => new C3(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.Flag(3, true), a.WholeNumber(4, 1), a.Number(5, 0.5))),
        new("C3x", Rules.ScaledWithRepeats, a => new C3x(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.Flag(3, true), a.WholeNumber(4, 1), a.Number(5, 0.5))),
        new("C3TR", Rules.ScaledWithRepeats, a => new C3Tr(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.Number(5, 0.5))),
        new("C3k2", Rules.C3k2, a => new C3k2(
            a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.Flag(3, false), a.Number(4, 0.5), a.Flag(5, false), a.WholeNumber(6, 1), a.Flag(7, true))),
        new("A2C2f", Rules.A2C2f, a => new A2C2f(
            a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.Flag(3, true), a.WholeNumber(4, 1), a.Flag(5, false), a.Number(6, 2))),
        new("C3k", Rules.AsWritten, a => new C3k(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2, 1), a.Flag(3, true), a.WholeNumber(4, 1), a.Number(5, 0.5), a.Extent(6))),
        new("C3f", Rules.AsWritten, a => new C3f(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2, 1), a.Flag(3, false), a.WholeNumber(4, 1), a.Number(5, 0.5))),
        new("RepC3", Rules.ScaledWithRepeats, a => new RepC3(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2, 3), a.Number(3, 1))),
        new("C2fCIB", Rules.ScaledWithRepeats, a => new C2fCib(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.Flag(3, false), a.Flag(4, false), a.Number(6, 0.5))),
        new("C2fPSA", Rules.ScaledWithRepeats, a => new C2fPsa(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.Number(3, 0.5))),
        new("C2PSA", Rules.ScaledWithRepeats, a => new C2Psa(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.Number(3, 0.5))),
        new("BottleneckCSP", Rules.ScaledWithRepeats, a => new BottleneckCsp(
            a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.Flag(3, true), a.WholeNumber(4, 1), a.Number(5, 0.5))),
        new("C3Ghost", Rules.ScaledWithRepeats, a => new C3Ghost(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.Number(5, 0.5))),
    ];

    // What blocks are made of, which a file may name too: their arguments stand as they are written.
    private static IEnumerable<Entry> Parts() =>
    [
        new("RepVGGDW", Rules.Unchanged, a => new RepVggDepthwise(a.WholeNumber(0))),
        new("Attention", Rules.Unchanged, a => new SelfAttention(a.WholeNumber(0), a.WholeNumber(1, 8), a.Number(2, 0.5))),
        new("PSABlock", Rules.Unchanged, a => new PsaBlock(a.WholeNumber(0), a.Number(1, 0.5), a.WholeNumber(2, 4), a.Flag(3, true))),
        new("AAttn", Rules.Unchanged, a => new AreaAttention(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2, 1))),
        new("ABlock", Rules.Unchanged, a => new AreaBlock(a.WholeNumber(0), a.WholeNumber(1), a.Number(2, 1.2), a.WholeNumber(3, 1))),
        new("CIB", Rules.AsWritten, a => new Cib(a.WholeNumber(0), a.WholeNumber(1), a.Flag(2, true), a.Number(3, 0.5), a.Flag(4, false))),
        new("RepBottleneck", Rules.AsWritten, a => new RepBottleneck(a.WholeNumber(0), a.WholeNumber(1), a.Flag(2, true), a.WholeNumber(3, 1), a.Number(5, 0.5))),
        new("RepCSP", Rules.AsWritten, a => new RepCsp(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2, 1), a.Flag(3, true), a.WholeNumber(4, 1), a.Number(5, 0.5))),
        new("TransformerBlock", Rules.AsWritten, a => new TransformerBlock(a.WholeNumber(0), a.WholeNumber(1), a.WholeNumber(2), a.WholeNumber(3))),
    ];

    private static IEnumerable<Entry> Heads() =>
    [
        new("Detect", Rules.Head, a => new DetectionHead(Settings(a, 1))),
        new("v10Detect", Rules.V10Detect, a => new DetectionHead(
            new HeadSettings { Classes = a.WholeNumber(0), EndToEnd = true, Channels = a.WholeNumbers(1) })),
        new("Segment", Rules.Segment, a => new SegmentationHead(Settings(a, 3), a.WholeNumber(1), a.WholeNumber(2))),
        new("Segment26", Rules.Segment, a => new SegmentationHead26(Settings(a, 3), a.WholeNumber(1), a.WholeNumber(2))),
        new("Pose", Rules.Head, a => new PoseHead(Settings(a, 2), Keypoints(a).Points, Keypoints(a).Dimensions)),
        new("Pose26", Rules.Head, a => new PoseHead26(Settings(a, 2), Keypoints(a).Points, Keypoints(a).Dimensions)),
        new("OBB", Rules.Head, a => new ObbHead(Settings(a, 2), a.WholeNumber(1, 1))),
        new("OBB26", Rules.Head, a => new ObbHead26(Settings(a, 2), a.WholeNumber(1, 1))),
        new("Classify", Rules.Scaled, a => new ClassificationHead(
            a.WholeNumber(0), a.WholeNumber(1), a.Extent(2), a.Extent(3), a.Extent(4), a.WholeNumber(5, 1))),
    ];

    private static IEnumerable<Entry> Torch() =>
    [
        new("nn.Upsample", Rules.Unchanged, TorchBlocks.Upsample),
        new("nn.MaxPool2d", Rules.Unchanged, TorchBlocks.MaxPool),
        new("nn.ZeroPad2d", Rules.Unchanged, TorchBlocks.ZeroPad),
        new("nn.ConvTranspose2d", Rules.Scaled, TorchBlocks.ConvTranspose),
        new("DWConvTranspose2d", Rules.Scaled, TorchBlocks.DepthwiseConvTranspose),
        new("nn.Identity", Rules.Unchanged, _ => nn.Identity()),
        new("nn.Conv2d", Rules.AsWritten, TorchBlocks.Convolution),
        new("nn.AvgPool2d", Rules.Unchanged, TorchBlocks.AveragePool),
        new("nn.Dropout", Rules.Unchanged, a => nn.Dropout(a.Number(0, 0.5))),
        new("nn.SiLU", Rules.Unchanged, _ => nn.SiLU()),
        new("nn.ReLU", Rules.Unchanged, _ => nn.ReLU()),
        new("nn.LeakyReLU", Rules.Unchanged, a => new LeakyReluLayer(a.Number(0, 0.01))),
        new("nn.Sigmoid", Rules.Unchanged, _ => nn.Sigmoid()),
        new("nn.Tanh", Rules.Unchanged, _ => nn.Tanh()),
        new("nn.GELU", Rules.Unchanged, _ => nn.GELU()),
        new("nn.Hardswish", Rules.Unchanged, _ => nn.Hardswish()),
        new("nn.Mish", Rules.Unchanged, _ => new MishLayer()),

        // Older descriptions of generation 9 call it so.
        new("Silence", Rules.Unchanged, _ => nn.Identity()),
        new("nn.BatchNorm2d", Rules.InputChannels, a => new BatchNormalization(a.WholeNumber(0))),
    ];

    /// <summary>What heads have in common, from the arguments after those of their own.</summary>
    private static HeadSettings Settings(BlockArguments arguments, int own) => new()
    {
        Classes = arguments.WholeNumber(0),
        RegressionBins = arguments.WholeNumber(own, 16),
        EndToEnd = arguments.Flag(own + 1, false),
        Channels = arguments.WholeNumbers(own + 2),
        Legacy = arguments.LegacyHead,
    };

    private static (int Points, int Dimensions) Keypoints(BlockArguments arguments) =>
        arguments.WholeNumbers(1) is [var points, var dimensions]
            ? (points, dimensions)
            : throw arguments.Error("it needs 'kpt_shape: [points, 2 or 3]' in the file.");

    private sealed record Entry(string Name, Func<BlockRow, ArrangedRow> Arrange, Func<BlockArguments, nn.Module> Create);
}
