using Yolo.Data.Loading;
using Yolo.Engine.Tasks;
using Yolo.Results;

namespace Yolo.Engine.Validation;

/// <content>How ranks share a validation: each judges a part of the batches, and all have the figures of the whole.</content>
public sealed partial class Validator
{
    // Batches of this rank, which follow each other. What was found is written by rank 0 alone, which then judges alone.
    private (int First, int Count) Share(ValidationData data) =>
        !(Options.SaveJson || Options.SaveTxt) ? EpochPlan.ShareOf(data.Plan.Batches, World.Rank, World.Size)
        : World.IsFirst ? (0, data.Plan.Batches)
        : (0, 0);

    // Everything is counted anew in the order of ranks, which is that of the pictures: the figures are those of one process to the last digit.
    private void Unite()
    {
        if (!World.HasOthers)
        {
            return;
        }

        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory))
        {
            judge!.Write(writer);
            losses.Write(writer);
        }

        var parts = World.GatherBytes(memory.ToArray());
        judge = task.Begin(new JudgeSettings(Form, Options, ImageSize));
        losses.Clear();
        foreach (var part in parts)
        {
            using var reader = new BinaryReader(new MemoryStream(part));
            judge.Add(reader);
            losses.Add(reader);
        }

        double[] sums = [Seen, totalSpeed.Preprocess, totalSpeed.Inference, totalSpeed.Loss, totalSpeed.Postprocess];
        World.Sum(sums);
        (Seen, totalSpeed) = ((int)sums[0], new ValidationSpeed(sums[1], sums[2], sums[3], sums[4]));
    }
}
