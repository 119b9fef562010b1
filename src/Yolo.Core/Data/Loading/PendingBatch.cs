using Yolo.Data.Augmentations;
using Yolo.Data.Labels;
using Yolo.Imaging;

namespace Yolo.Data.Loading;

/// <summary>A batch that workers are filling.</summary>
internal sealed class PendingBatch(SampleBatch batch)
{
    private readonly SampleMasks[] drawn = new SampleMasks[batch.Count];
    private readonly IReadOnlyList<SampleObject>[] objects = new IReadOnlyList<SampleObject>[batch.Count];
    private readonly TaskCompletionSource<SampleBatch> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int missing = batch.Count;

    /// <summary>Ends when the last sample has come, or the first has failed.</summary>
    public Task<SampleBatch> Ready => ready.Task;

    /// <summary>Where the pixels of a sample may be put at once.</summary>
    public Image PictureAt(int slot) => batch.PictureAt(slot);

    public void Fill(int slot, PreparedSample prepared)
    {
        batch.Take(slot, prepared);
        objects[slot] = prepared.Sample.Objects;
        if (batch.Targets.Labels == LabelForm.Polygons)
        {
            drawn[slot] = SampleMasks.Draw(prepared.Sample, batch.Targets);
            objects[slot] = drawn[slot].Objects;
        }

        prepared.Sample.Release();
        if (Interlocked.Decrement(ref missing) == 0)
        {
            batch.Label(objects, batch.Targets.Labels == LabelForm.Polygons ? drawn : []);
            ready.TrySetResult(batch);
        }
    }

    public void Fail(Exception error) => ready.TrySetException(error);

    /// <summary>Gives back the memory of a batch that nobody will take.</summary>
    public void Abandon() => batch.Dispose();
}
