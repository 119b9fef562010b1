using System.Runtime.InteropServices;
using Yolo.Data.Labels;
using Yolo.Engine.Prediction;
using Yolo.Engine.Tasks.Detect;
using Yolo.Engine.Validation;
using Yolo.Geometry;
using Yolo.Metrics;
using Yolo.Models;
using Yolo.Results;
using static TorchSharp.torch;

namespace Yolo.Engine.Tasks.Segment;

/// <summary>
/// Judges masks beside boxes, on the grid of the prototypes; where masks are written too, at the pixels of the input.
/// </summary>
/// <remarks>Legend: B pictures, N objects, h and w rows and columns of the prototypes, H and W of the input.</remarks>
internal sealed class SegmentationJudge(JudgeSettings settings) : DetectionJudge(settings)
{
    /// <summary>Pixels of the input for one cell of the prototypes, along both axes.</summary>
    private const int Stride = 4;

    // At the pixels of the input a mask takes half a megabyte and more.
    private const int MasksAtOnce = 32;

    private readonly DetectionEvaluator masks = new(settings.Classes, settings.Options.SingleClass);

    // As fine as what is written.
    private int PixelsPerCell => Settings.Options.SaveJson || Settings.Options.SaveTxt ? 1 : Stride;

    /// <inheritdoc/>
    internal override void Judge(IReadOnlyList<LabelledObject> labels, IReadOnlyList<Candidate> found)
    {
        base.Judge(labels, found);
        var iou = new float[labels.Count * found.Count];
        CellMask?[] masksFound = [.. found.Select(candidate => candidate.Mask)];
        var grid = masksFound.FirstOrDefault(mask => mask is not null);
        MaskOverlap.Iou([.. labels.Select(label => grid is null ? label.Mask : label.Mask?.Resize(grid.Columns, grid.Rows))], masksFound, iou);
        masks.AddCompared(iou, ClassesOf(labels), found);
    }

    /// <inheritdoc/>
    internal override Result Describe(LabelledImage image, LetterboxTransform transform, IReadOnlyList<Candidate> found)
    {
        var result = base.Describe(image, transform, found);
        result.Masks = [.. found.Select(candidate => candidate.Mask is { } mask ? ToPicture(mask, image, transform) : new Mask(0, 0, 0, 0, []))];
        return result;
    }

    /// <inheritdoc/>
    internal override void Write(BinaryWriter writer)
    {
        base.Write(writer);
        masks.Write(writer);
    }

    /// <inheritdoc/>
    internal override void Add(BinaryReader reader)
    {
        base.Add(reader);
        masks.Add(reader);
    }

    /// <inheritdoc/>
    internal override DetectionMetrics Compute() => base.Compute().With(JudgedKind.Mask, masks.Compute().Evaluation);

    private protected override IReadOnlyList<Candidate> Complete(IReadOnlyList<Candidate> chosen, DecodedRows rows, ModelAnswer answer, ValidationBatch batch, int index)
    {
        var found = new Candidate[chosen.Count];
        var prototypes = answer.Prototypes!; // [B, M, h, w]
        var cut = new MaskCut(chosen.Count, answer.IsFromProcessor);
        for (var first = 0; first < found.Length; first += MasksAtOnce)
        {
            Candidate[] part = [.. chosen.Skip(first).Take(MasksAtOnce)];
            var (height, width) = (batch.Samples.Height / PixelsPerCell, batch.Samples.Width / PixelsPerCell);
            var mixtures = Resize(MaskMixture.Mix(part, rows, prototypes[index]), (prototypes.Shape[2], prototypes.Shape[3]), (height, width)); // [N, H, W]
            for (var i = 0; i < part.Length; i++)
            {
                var (across, down) = (cut.Cells(part[i].Box.X1 / PixelsPerCell, part[i].Box.X2 / PixelsPerCell), cut.Cells(part[i].Box.Y1 / PixelsPerCell, part[i].Box.Y2 / PixelsPerCell));
                found[first + i] = part[i] with { Mask = CellMask.Positive(mixtures.AsSpan(i * height * width, height * width), width, across, down) };
            }
        }

        return found;
    }

    // [N, h, w] to [N, H, W].
    private static float[] Resize(float[] mixtures, (int Rows, int Columns) from, (int Rows, int Columns) to)
    {
        if (from == to)
        {
            return mixtures;
        }

        using var scope = NewDisposeScope();
        var resized = nn.functional.interpolate(tensor(mixtures).view(1, -1, from.Rows, from.Columns), size: [to.Rows, to.Columns], mode: InterpolationMode.Bilinear, align_corners: false);
        return MemoryMarshal.Cast<byte, float>(resized.contiguous().bytes).ToArray();
    }

    private Mask ToPicture(CellMask mask, LabelledImage image, LetterboxTransform transform)
    {
        var cells = 1f / PixelsPerCell;
        var (left, top, width, pixels) = mask.Sample(
            new MaskAxis(image.Width, transform.Gain * cells, transform.PadX * cells, 0, mask.Columns),
            new MaskAxis(image.Height, transform.Gain * cells, transform.PadY * cells, 0, mask.Rows));
        return new Mask(left, top, width, width == 0 ? 0 : pixels.Length / width, pixels);
    }
}
