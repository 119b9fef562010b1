using System.Text.Json;
using Yolo.Callbacks;
using Yolo.Data;
using Yolo.Data.Loading;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Geometry;
using Yolo.Losses;
using Yolo.Results;

namespace Yolo.Tests.Engine;

public sealed class ValidateCallbackTests() : SmallDatasetFixture(6)
{
    private YoloModel model = null!;

    [SetUp]
    public void SetUp() => model = Small.Model();

    [TearDown]
    public void TearDown() => model.Dispose();

    [Test]
    public void Events_OfAValidation_ComeInTheMeasuredOrder()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Shared.Path("goldens", "callback-trace.json")));
        var trace = golden.RootElement.GetProperty("traces").GetProperty("val: 6 images, batch 4").EnumerateArray()
            .Select(entry => new TraceEntry(entry.GetProperty("event").GetString()!, entry.GetProperty("object").GetString()!));
        var recorder = new TraceRecorder();
        model.Callbacks.Add(recorder);

        _ = model.Validate(Small.Options with { Batch = 4 });

        Assert.That(recorder.Entries.Where(entry => entry.Event != "on_val_postprocess_end"), Is.EqualTo(trace));
        Assert.That(recorder.Entries.Count(entry => entry.Event == "on_val_postprocess_end"), Is.EqualTo(2));
    }

    [Test]
    public void Validator_AtEachEvent_ShowsWhatIsKnown()
    {
        var seen = new List<string>();
        void Note(Validator validator) => seen.Add(FormattableString.Invariant(
            $"{validator.BatchIndex}/{validator.Batches} {validator.Batch?.Count ?? 0} {validator.Predictions.Count} {validator.Seen} {validator.Metrics.Count}"));
        foreach (var name in new[] { "on_val_start", "on_val_batch_start", "on_val_postprocess_end", "on_val_batch_end", "on_val_end" })
        {
            model.AddCallback<Validator>(name, Note);
        }

        _ = model.Validate(Small.Options);

        Assert.That(seen, Is.EqualTo(new[] { "-1/1 0 0 0 0", "0/1 6 0 0 0", "0/1 6 6 0 0", "0/1 6 6 6 0", "0/1 6 6 6 5" }));
    }

    [Test]
    public void Predictions_ReplacedAfterPostprocessing_AreJudged()
    {
        model.AddCallback("on_val_postprocess_end", (Validator validator) => validator.Predictions = [.. validator.Predictions.Select(_ => Array.Empty<Candidate>())]);

        var report = model.Validate(Small.Options);

        Assert.That((report.Metrics.Evaluation.Map50, report.Metrics.Instances > 0), Is.EqualTo((0.0, true)));
    }

    [Test]
    public void ResultOf_APictureOfTheBatch_IsWhatAPredictionFindsInIt()
    {
        var results = new List<Result>();
        model.AddCallback("on_val_batch_end", (Validator validator) => results.AddRange(Enumerable.Range(0, validator.Batch!.Count).Select(validator.ResultOf)));

        _ = model.Validate(Small.Options with { Batch = 4, Rect = false, Confidence = 0.5 });

        Assert.That(results, Has.Count.EqualTo(6));
        Assert.That(results.Sum(result => result.Boxes.Count), Is.GreaterThan(30), "there is something to compare");
        foreach (var result in results)
        {
            var predicted = model.Predict(result.Path, new() { ImageSize = 192, Rect = false, Confidence = 0.5 }).Single();
            using (Assert.EnterMultipleScope())
            {
                Assert.That((result.InputSize, result.OriginalImage.Width, result.Names[1]), Is.EqualTo((predicted.InputSize, 640, "WBC")));
                Assert.That(result.OriginalImage.Pixels.SequenceEqual(predicted.OriginalImage.Pixels), Is.True);
                Assert.That(Numbers(result), Is.EqualTo(Numbers(predicted)).Within(0.1));
                Assert.That(result.Describe(), Is.EqualTo(predicted.Describe()));
                Assert.That(result.Plot().Pixels.SequenceEqual(result.OriginalImage.Pixels), Is.False);
            }
        }
    }

    [Test]
    public void ResultOf_WhatACallbackPutInPlace_IsMappedIntoThePicture()
    {
        var found = new List<string>();
        model.AddCallback("on_val_postprocess_end", (Validator validator) =>
        {
            validator.Predictions[0] = [new Candidate(new Box(30, 24, 96, 96), 0.5f, 1, Anchor: 0)];
            found.Add(validator.ResultOf(0).Boxes[0].ToString());
        });

        // 640x480 lie in 192x192 at a gain of 0.3, below 24 rows of padding.
        _ = model.Validate(Small.Options with { Rect = false });

        Assert.That(found.Single(), Does.StartWith("WBC 0.50 (100.0, 0.0, 320.0, 240.0)"));
    }

    [Test]
    public void ResultOf_WithoutABatchOrAPicture_SaysSo()
    {
        var outside = new List<string>();
        foreach (var name in new[] { "on_val_start", "on_val_batch_start", "on_val_end" })
        {
            model.AddCallback(name, (Validator validator) => outside.Add(Assert.Throws<InvalidOperationException>(() => validator.ResultOf(0)).Message));
        }

        model.AddCallback("on_val_batch_end", (Validator validator) =>
        {
            Assert.That(() => validator.ResultOf(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => validator.ResultOf(6), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("6 pictures"));
        });

        _ = model.Validate(Small.Options);

        Assert.That(outside, Has.Count.EqualTo(3).And.All.Contain("on_val_postprocess_end"));
    }

    [Test]
    public void AddCallback_AndClear_TakeConstantsAndFilters()
    {
        var batches = new List<int>();
        model.AddCallback(Events.OnValBatchEnd, (Validator validator) => batches.Add(validator.BatchIndex), when: validator => validator.BatchIndex == 1);
        model.AddCallback("on_val_batch_end", (Validator validator) => batches.Add(validator.BatchIndex), when: validator => validator.BatchIndex == 2);

        _ = model.Validate(Small.Options with { Batch = 2 });
        Assert.That(batches, Is.EqualTo(new[] { 1, 2 }));

        model.ClearCallback(Events.OnValBatchEnd);
        _ = model.Validate(Small.Options with { Batch = 2 });
        Assert.That(batches, Has.Count.EqualTo(2));
    }

    [Test]
    public void Stop_FromACallback_ReportsOverWhatWasSeen()
    {
        model.AddCallback("on_val_batch_end", (Validator validator) => validator.Control.StopNow("enough"));

        Assert.That(model.Validate(Small.Options with { Batch = 2 }).Metrics.Images, Is.EqualTo(2));
    }

    [Test]
    public void SkipBatch_FromACallback_LeavesThatBatchOut()
    {
        model.AddCallback("on_val_batch_start", (Validator validator) =>
        {
            if (validator.BatchIndex == 1)
            {
                validator.Control.SkipBatch();
            }
        });

        Assert.That(model.Validate(Small.Options with { Batch = 2 }).Metrics.Images, Is.EqualTo(4));
    }

    [Test]
    public void ThrowingCallback_EndsTheRun_WithItsEndEvents()
    {
        var events = new List<string>();
        model.AddCallback("on_exception", (RunFailure _) => events.Add("on_exception"));
        model.AddCallback("on_val_end", (Validator _) => events.Add("on_val_end"));
        model.AddCallback("on_val_batch_end", (Validator _) => throw new InvalidOperationException("mine"));

        Assert.That(() => model.Validate(Small.Options), Throws.Exception.With.InnerException.Message.EqualTo("mine"));
        Assert.That(events, Is.EqualTo(new[] { "on_exception", "on_val_end" }));
    }

    [Test]
    public void Validator_InsideATraining_TakesNetworkDataLossAndCallbacks()
    {
        // As a trainer does it: a network that is not fused, data that is loaded once, a registry of its own.
        using var callbacks = model.Callbacks.CreateScope();
        using var average = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        var data = ValidationData.Load(DatasetSpec.Load(Small.Yaml, DatasetOptions.Default), Small.Options, 192, 32, ImageCache.None, CancellationToken.None);
        var validator = new Validator(model, Small.Options with { Batch = 4 }, data)
        {
            Phase = ValidationPhase.Training,
            Network = average.Network,
            Loss = NetworkLoss.For(average.Network, new LossGains(), 1),
            Callbacks = callbacks,
        };
        var phases = new List<ValidationPhase>();
        callbacks.Add(Events.OnValEnd, (Validator live) => phases.Add(live.Phase));

        var first = validator.Run();
        var second = validator.Run();

        Assert.That(average.Network.IsFused, Is.False);
        Assert.That(phases, Is.EqualTo(new[] { ValidationPhase.Training, ValidationPhase.Training }));
        Assert.That(first.Losses.Keys, Is.EqualTo(new[] { "val/box_loss", "val/cls_loss", "val/dfl_loss" }));
        Assert.That(first.Losses.Values, Has.All.InRange(0.1, 10));
        Assert.That(validator.Metrics, Has.Count.EqualTo(8));
        Assert.That(second.Metrics.Fitness, Is.EqualTo(first.Metrics.Fitness));
        Assert.That(first.Metrics.Fitness, Is.EqualTo(model.Validate(Small.Options).Metrics.Fitness).Within(1e-3));
    }

    private static IEnumerable<float> Numbers(Result result) =>
        result.Boxes.OrderBy(box => box.Class).ThenBy(box => box.Box.X1).SelectMany(box => new[] { box.Class, box.Confidence, box.Box.X1, box.Box.Y1, box.Box.X2, box.Box.Y2 });
}
