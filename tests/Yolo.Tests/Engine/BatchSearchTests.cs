using System.Runtime.InteropServices;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Runtime.Devices;

namespace Yolo.Tests.Engine;

public sealed class BatchSearchTests
{
    private const long Gigabyte = 1_000_000_000;

    // 8 of 10 GB are free; a step needs 1 GB and 0.1 for each picture.
    [TestCase(0.6, 1000, ExpectedResult = 38)]
    [TestCase(0.9, 1000, ExpectedResult = 62)]
    [TestCase(0.1, 1000, ExpectedResult = 1)]
    [TestCase(0.6, 20, ExpectedResult = 20)]
    [TestCase(0.6, 1, ExpectedResult = 1)]
    public int Find_WhereTheMemoryGrowsWithTheBatch_TakesTheShareOfWhatIsFree(double share, int pictures) =>
        new BatchSearch(share, pictures).Find(new(2 * Gigabyte, 10 * Gigabyte), batch => Gigabyte + (batch * Gigabyte / 10)).Batch;

    [TestCase(10, "1, 2, 4, 8, 16")]
    [TestCase(80, "1, 2, 4, 8, 16, 32, 64")]
    public void Find_MeasuresMoreOnALargeDevice_AndSaysSo(int gigabytes, string batches)
    {
        List<int> asked = [];
        var (chosen, notice) = new BatchSearch(0.6, 5000).Find(new(0, gigabytes * Gigabyte), batch =>
        {
            asked.Add(batch);
            return batch * Gigabyte / 10;
        });

        Assert.Multiple(() =>
        {
            Assert.That(string.Join(", ", asked), Is.EqualTo(batches));
            Assert.That(notice, Is.EqualTo($"batch={chosen}: 60 % of the {gigabytes}.0 GB that are free of {gigabytes}.0 GB, measured with {batches} pictures."));
        });
    }

    [Test]
    public void Find_WhereABatchDoesNotFit_TakesNoneSoLarge()
    {
        var (chosen, notice) = new BatchSearch(0.9, 5000).Find(new(0, 10 * Gigabyte), batch => batch < 8
            ? batch * Gigabyte / 10
            : throw new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB."));

        Assert.That((chosen, notice), Is.EqualTo((4, "batch=4: 90 % of the 10.0 GB that are free of 10.0 GB, measured with 1, 2, 4 pictures.")));
    }

    [Test]
    public void Find_WhereNothingGrows_TakesTheLargestThatWasSeen() =>
        Assert.That(new BatchSearch(0.6, 5000).Find(new(0, 10 * Gigabyte), _ => Gigabyte).Batch, Is.EqualTo(16));

    [Test]
    public void Find_WhereNothingFits_SaysWhatToDo() =>
        Assert.That(
            () => new BatchSearch(0.6, 5000).Find(new(0, 10 * Gigabyte), _ => throw new ExternalException("CUDA out of memory.")),
            Throws.TypeOf<TrainingException>().With.Message.Contains("smaller imgsz"));

    [Test]
    public void Find_AnotherError_IsNotTakenForOne() =>
        Assert.That(
            () => new BatchSearch(0.6, 5000).Find(new DeviceMemory(0, 10 * Gigabyte), _ => throw new ExternalException("shape mismatch")),
            Throws.TypeOf<ExternalException>());
}
