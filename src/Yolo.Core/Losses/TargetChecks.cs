namespace Yolo.Losses;

/// <summary>Finds predictions and targets that do not fit, before libtorch does with a message about shapes.</summary>
internal static class TargetChecks
{
    /// <summary>Checks all that a loss of boxes and classes reads.</summary>
    /// <exception cref="LossException">Something does not fit.</exception>
    internal static void Check(BranchPredictions predictions, LossTargets targets, LossSettings settings, int columns)
    {
        var shape = predictions.Scores.shape; // [B, C, A]
        if (shape.Length != 3 || shape[1] != settings.Classes)
        {
            throw new LossException($"Scores of shape [B, {settings.Classes}, A] were expected, not [{string.Join(", ", shape)}].");
        }

        var points = predictions.Levels.Sum(level => (long)level.Rows * level.Columns);
        var boxes = predictions.Boxes.shape;
        if (shape[2] != points || boxes.Length != 3 || boxes[0] != shape[0] || boxes[1] % 4 != 0 || boxes[2] != points)
        {
            throw new LossException($"The levels have {points} anchor points, so that boxes of shape [{shape[0]}, 4·R, {points}] and scores of shape [{shape[0]}, {shape[1]}, {points}] were expected, not [{string.Join(", ", boxes)}] and [{string.Join(", ", shape)}].");
        }

        var count = targets.Images.Length;
        if (targets.Classes.Length != count || targets.Boxes.Length != count * columns)
        {
            throw new LossException($"{count} objects need {count} classes and {count * columns} numbers of boxes, not {targets.Classes.Length} and {targets.Boxes.Length}.");
        }

        CheckRange(targets.Images.Span, shape[0], "image", "images");
        CheckRange(targets.Classes.Span, shape[1], "class", "classes");
    }

    /// <summary>Checks numbers of images or classes.</summary>
    internal static void CheckRange(ReadOnlySpan<int> values, long count, string what, string whole)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if ((uint)values[i] >= count)
            {
                throw new LossException($"Object {i} is of {what} {values[i]}, but there are {count} {whole}, numbered from 0.");
            }
        }
    }
}
