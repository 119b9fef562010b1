using Yolo.Runtime;
using static TorchSharp.torch;

namespace Yolo.Losses;

/// <summary>
/// Gives each object the anchor points that predict it best already, in class and place together. Without gradient.
/// </summary>
/// <remarks>
/// Legend: P pairs of object and anchor point inside it, N objects, B images, M most objects of an image, A anchor points, k chosen for an object,
/// F anchor points with an object, or choices, N·k. Tables of [N, A] are filled at the pairs only; choosing on them keeps the reference's order among equals.
/// </remarks>
/// <param name="topK">Anchor points for an object, at first.</param>
/// <param name="finalTopK">Of them, and of those won from other objects, so many stay; null: all.</param>
internal sealed class TaskAlignedAssigner(int topK, int? finalTopK = null)
{
    private const float Epsilon = 1e-9f;

    /// <summary>Assigns.</summary>
    /// <param name="candidates">The pairs.</param>
    /// <param name="overlaps">[P], overlap of the predicted box with the object's, at least 0.</param>
    /// <param name="probabilities">[P], predicted probability of the object's class.</param>
    /// <param name="waits">Whether to find out how many anchor points have an object, for which the caller waits for the device; else there is a row for each choice.</param>
    /// <exception cref="LossException">There are fewer anchor points than an object wants.</exception>
    internal Assignment Assign(CandidateSet candidates, Tensor overlaps, Tensor probabilities, bool waits = true)
    {
        if (candidates.AnchorCount < topK)
        {
            throw new LossException($"An object takes {topK} anchor points, but the input has only {candidates.AnchorCount}; use larger images.");
        }

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        if (candidates.Table.Count == 0)
        {
            return Nothing(overlaps.device).MoveToOuterDisposeScope();
        }

        var cubes = overlaps * overlaps * overlaps; // [P]
        var alignment = Spread(candidates.RowCells, probabilities.sqrt() * cubes * cubes, candidates.Table.Count, candidates.AnchorCount); // [N, A]
        var places = Spread(candidates.SlotCells, overlaps, candidates.Table.Batch * candidates.Table.MaximumPerImage, candidates.AnchorCount); // [B·M, A]
        var chosen = alignment.topk(topK, 1).indexes; // [N, k]
        var (owners, positive) = Claim(candidates, alignment, places, chosen); // [B·A]
        var columns = TensorFunctions.Range(candidates.AnchorCount, int64, owners.device); // [A]
        var cells = owners.view(-1, candidates.AnchorCount).Times(candidates.AnchorCount).Plus(columns).view(-1); // [B·A], places in tables of [N, A]
        if (finalTopK is { } kept && kept != topK)
        {
            positive = Keep(kept, candidates, alignment, owners, cells, positive); // [B·A]
        }

        var rows = waits ? new Rows(positive.nonzero().view(-1), null) : Choices(candidates, chosen, positive);
        return Weigh(candidates, alignment, places, owners, cells, rows).MoveToOuterDisposeScope();
    }

    private static Assignment Nothing(Device device) =>
        new(empty(0, int64, device), empty(0, int64, device), empty(0, float32, device));

    // Sums, so that rows which count for nothing may name any cell.
    private static Tensor Spread(Tensor cells, Tensor values, long rows, long columns) =>
        zeros(rows * columns, values.dtype, values.device).scatter_add_(0, cells, values).view(rows, columns);

    // An anchor point that several objects choose goes to the one it overlaps most, even one that did not choose it.
    private static (Tensor Owners, Tensor Positive) Claim(CandidateSet candidates, Tensor alignment, Tensor places, Tensor chosen)
    {
        var table = candidates.Table;
        var (total, perImage, device) = ((long)table.Batch * candidates.AnchorCount, table.MaximumPerImage, alignment.device);
        var inside = zeros(alignment.numel(), @bool, device)
            .scatter_(0, candidates.RowCells, ones(1, @bool, device).expand(candidates.RowCells.shape)).view(alignment.shape); // [N, A]
        var claims = inside.gather(1, chosen).to(int64); // [N, k]
        var anchors = chosen.Plus(candidates.FirstAnchors.unsqueeze(1)).view(-1); // [N·k]
        var rows = claims * TensorFunctions.Range(table.Count, int64, device).unsqueeze(1); // [N, k]
        var counts = zeros(total, int64, device).scatter_add_(0, anchors, claims.view(-1)); // [B·A]
        var single = zeros(total, int64, device).scatter_add_(0, anchors, rows.view(-1)); // [B·A], right where one object claims
        var best = places.view(table.Batch, perImage, -1).max(1).indexes; // [B, A], numbers within the image; argmax takes five times as long
        var slots = best.Plus(TensorFunctions.Range(table.Batch, int64, device).Times(perImage).unsqueeze(1)); // [B, A]
        var winners = table.RowOfSlot.index_select(0, slots.view(-1)); // [B·A]
        return (where(counts.Above(1), winners, single), counts.Above(0));
    }

    private static Tensor Keep(int kept, CandidateSet candidates, Tensor alignment, Tensor owners, Tensor cells, Tensor positive)
    {
        var own = alignment.view(-1).index_select(0, cells) * positive; // [B·A]
        var masked = zeros_like(alignment).view(-1).scatter_add_(0, cells, own).view(alignment.shape); // [N, A]
        var anchors = masked.topk(kept, 1).indexes.Plus(candidates.FirstAnchors.unsqueeze(1)); // [N, kept]
        var rows = TensorFunctions.Range(candidates.Table.Count, int64, owners.device).unsqueeze(1); // [N, 1]
        var flat = anchors.view(-1); // [N·kept]
        var mine = owners.index_select(0, flat).view(anchors.shape).eq(rows).view(-1).logical_and(positive.index_select(0, flat)); // [N·kept]
        return zeros_like(owners).scatter_add_(0, flat, mine.to(int64)).Above(0); // [B·A]
    }

    // A row for each choice, image by image. An anchor point that several objects chose has several rows, one of which, whichever, stands for it.
    private static Rows Choices(CandidateSet candidates, Tensor chosen, Tensor positive)
    {
        var anchors = chosen.Plus(candidates.FirstAnchors.unsqueeze(1)).index_select(0, candidates.Table.ByImage).view(-1); // [N·k]
        var numbers = TensorFunctions.Range(anchors.shape[0], int64, anchors.device); // [N·k]
        var spokesmen = zeros_like(positive, int64).scatter_(0, anchors, numbers); // [B·A]
        var speaks = spokesmen.index_select(0, anchors).eq(numbers); // [N·k]
        return new Rows(anchors, speaks.logical_and(positive.index_select(0, anchors)).to(float32));
    }

    // The best anchor point of an object is to be as sure of the class as the object's best overlap, the others in proportion.
    private static Assignment Weigh(CandidateSet candidates, Tensor alignment, Tensor places, Tensor owners, Tensor cells, Rows rows)
    {
        var anchors = rows.Anchors; // [F]
        var targets = owners.index_select(0, anchors); // [F]
        var rowCells = cells.index_select(0, anchors); // [F]
        var slotCells = rowCells.Plus((candidates.Table.Slots.index_select(0, targets) - targets).Times(candidates.AnchorCount)); // [F]
        var own = rows.Counted(alignment.view(-1).index_select(0, rowCells)); // [F]
        var overlaps = rows.Counted(places.view(-1).index_select(0, slotCells)); // [F]
        var bestOwn = Spread(rowCells, own, alignment.shape[0], alignment.shape[1]).amax(1); // [N]
        var bestOverlap = Spread(rowCells, overlaps, alignment.shape[0], alignment.shape[1]).amax(1); // [N]
        var scale = bestOverlap / bestOwn.Plus(Epsilon); // [N]
        return new(anchors, targets, own * scale.index_select(0, targets), rows.Presence); // [F]
    }

    /// <summary>The anchor points of an assignment.</summary>
    /// <param name="Anchors">[F], image · A + anchor.</param>
    /// <param name="Presence">[F], 1 where the row stands for an anchor point with an object, else 0; null: all do.</param>
    private readonly record struct Rows(Tensor Anchors, Tensor? Presence)
    {
        internal Tensor Counted(Tensor values) => Presence is null ? values : values * Presence;
    }
}
