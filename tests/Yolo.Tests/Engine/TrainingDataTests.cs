using Yolo.Data;
using Yolo.Data.Loading;
using Yolo.Engine.Distributed;
using Yolo.Engine.Training;

namespace Yolo.Tests.Engine;

public sealed class TrainingDataTests() : SmallDatasetFixture(6)
{
    [Test]
    public void Read_OfAnEpochThatWasBegun_IsTheEpoch([Values(0, 1, 3)] int workers)
    {
        using var data = Load(workers);
        using var begun = Load(workers);
        begun.Begin(1, mixing: true);
        Assert.That(Pixels(begun.Read(1, 0, mixing: true)), Is.EqualTo(Pixels(data.Read(1, 0, mixing: true))));
        Assert.That(Pixels(begun.Read(1, 0, mixing: true)), Is.EqualTo(Pixels(data.Read(1, 0, mixing: true))), "a second time");
    }

    [Test]
    public void Read_OfAnotherEpochThanWasBegun_IsWhatWasAskedFor()
    {
        using var data = Load(workers: 2);
        using var begun = Load(workers: 2);
        foreach (var (epoch, firstBatch, mixing) in new[] { (2, 0, true), (1, 0, false), (1, 1, true) })
        {
            begun.Begin(1, mixing: true);
            Assert.That(Pixels(begun.Read(epoch, firstBatch, mixing)), Is.EqualTo(Pixels(data.Read(epoch, firstBatch, mixing))), $"{epoch} {firstBatch} {mixing}");
        }
    }

    [Test]
    public void Begin_OfAnEpochThatNobodyReads_LeavesNothing()
    {
        using var data = Load(workers: 2);
        data.Begin(0, mixing: true);
        data.Begin(1, mixing: true);
        ((IDisposable)data).Dispose();
        Assert.That(Pixels(data.Read(1, 0, mixing: true)), Has.Count.EqualTo(3));
    }

    [Test]
    public void Begin_WithAPictureThatVanished_FailsWhereItIsRead()
    {
        using var own = new SmallDataset(2);
        var options = new TrainOptions { Data = own.Yaml, Batch = 2, Workers = 1 };
        using var data = TrainingData.Load(DatasetSpec.Load(own.Yaml, DatasetOptions.Default), options, 64, 32, World.Alone, CancellationToken.None);
        Directory.Delete(Path.Combine(own.Root, "images"), recursive: true);
        data.Begin(0, mixing: true);
        Assert.That(() => data.Read(0, 0, mixing: true).Count(), Throws.TypeOf<DatasetException>());
    }

    private TrainingData Load(int workers) => TrainingData.Load(
        DatasetSpec.Load(Small.Yaml, DatasetOptions.Default), new TrainOptions { Data = Small.Yaml, Batch = 2, Workers = workers, Device = TorchSharp.torch.CPU }, 64, 32, World.Alone, CancellationToken.None);

    private static List<string> Pixels(IEnumerable<SampleBatch> batches)
    {
        List<string> pixels = [];
        foreach (var batch in batches)
        {
            using (batch)
            {
                pixels.Add($"{batch.Number} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(batch.Pixels))}");
            }
        }

        return pixels;
    }
}
