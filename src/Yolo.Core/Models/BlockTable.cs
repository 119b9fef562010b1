using Yolo.Modules;
using Yolo.Modules.Heads;
using static TorchSharp.torch;
using Rules = Yolo.Models.ArgumentRules;

namespace Yolo.Models;

/// <summary>The blocks of the family: name, meaning of the row's arguments, constructor.</summary>
internal static class BlockTable
{
    public static IEnumerable<KeyValuePair<string, BlockDefinition>> All =>
        Primitives().Concat(CrossStage()).Concat(Heads()).Concat(Torch())
            .Select(entry => KeyValuePair.Create(entry.Name, new BlockDefinition(entry.Arrange, entry.Create)));

    private static IEnumerable<Entry> Primitives() =>
    [
        new("Conv", Rules.Scaled, a => new Conv(a.Integer(0), a.Integer(1), a.Extent(2), a.Extent(3), a.Extent(4), a.Integer(5, 1), a.Integer(6, 1), a.Activation(7))),
        new("DWConv", Rules.Scaled, a => Conv.Depthwise(a.Integer(0), a.Integer(1), a.Extent(2), a.Extent(3), a.Integer(4, 1), a.Activation(5))),
        new("GhostConv", Rules.Scaled, a => new GhostConv(a.Integer(0), a.Integer(1), a.Extent(2), a.Extent(3), a.Integer(4, 1), a.Activation(5))),
        new("Focus", Rules.Scaled, a => new Focus(a.Integer(0), a.Integer(1), a.Extent(2), a.Extent(3), a.Extent(4), a.Integer(5, 1))),
        new("SPP", Rules.Scaled, a => new Spp(a.Integer(0), a.Integer(1), a.Ints(2))),
        new("SPPF", Rules.Scaled, a => new Sppf(a.Integer(0), a.Integer(1), a.Integer(2, 5), a.Integer(3, 3), a.Flag(4, false))),
        new("Bottleneck", Rules.Scaled, a => new Bottleneck(a.Integer(0), a.Integer(1), a.Flag(2, true), a.Integer(3, 1), null, a.Number(5, 0.5))),
        new("GhostBottleneck", Rules.Scaled, a => new GhostBottleneck(a.Integer(0), a.Integer(1), a.Extent(2), a.Integer(3, 1))),
        new("Concat", Rules.Concat, a => new Concat(a.Integer(0, 1))),
    ];

    private static IEnumerable<Entry> CrossStage() =>
    [
        new("C1", Rules.ScaledWithRepeats, a => new C1(a.Integer(0), a.Integer(1), a.Integer(2))),
        new("C2", Rules.ScaledWithRepeats, a => new C2(a.Integer(0), a.Integer(1), a.Integer(2), a.Flag(3, true), a.Integer(4, 1), a.Number(5, 0.5))),
        new("C2f", Rules.ScaledWithRepeats, a => new C2f(a.Integer(0), a.Integer(1), a.Integer(2), a.Flag(3, false), a.Integer(4, 1), a.Number(5, 0.5))),
        new("C3", Rules.ScaledWithRepeats, a => new C3(a.Integer(0), a.Integer(1), a.Integer(2), a.Flag(3, true), a.Integer(4, 1), a.Number(5, 0.5))),
        new("C3x", Rules.ScaledWithRepeats, a => new C3x(a.Integer(0), a.Integer(1), a.Integer(2), a.Flag(3, true), a.Integer(4, 1), a.Number(5, 0.5))),
        new("C3Ghost", Rules.ScaledWithRepeats, a => new C3Ghost(a.Integer(0), a.Integer(1), a.Integer(2), a.Number(5, 0.5))),
    ];

    private static IEnumerable<Entry> Heads() =>
    [
        new("Detect", Rules.Detect, a => new DetectionHead(Settings(a, 1))),
    ];

    private static IEnumerable<Entry> Torch() =>
    [
        new("nn.Upsample", Rules.Unchanged, TorchBlocks.Upsample),
        new("nn.Identity", Rules.Unchanged, _ => nn.Identity()),
        new("nn.BatchNorm2d", Rules.InputChannels, a => nn.BatchNorm2d(a.Integer(0))),
    ];

    /// <summary>What heads have in common, from the arguments after those of their own.</summary>
    private static HeadSettings Settings(BlockArguments arguments, int own) => new()
    {
        Classes = arguments.Integer(0),
        RegressionBins = arguments.Integer(own, 16),
        EndToEnd = arguments.Flag(own + 1, false),
        Channels = arguments.Ints(own + 2),
        Legacy = arguments.LegacyHead,
    };

    private sealed record Entry(string Name, Func<BlockRow, ArrangedRow> Arrange, Func<BlockArguments, nn.Module> Create);
}
