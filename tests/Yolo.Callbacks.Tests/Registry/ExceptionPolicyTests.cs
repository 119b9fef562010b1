namespace Yolo.Callbacks.Tests;

internal sealed class ExceptionPolicyTests
{
    [Test]
    public void Propagate_NamesEventAndCallbackAndKeepsTheCause()
    {
        var registry = TestRegistry.Create();
        registry.Add("on_val_start", () => throw new InvalidDataException("bad label"), new() { Name = "checker" });
        registry.Add("on_val_start", () => Assert.Fail("must not run after the failure"));
        var thrown = Assert.Throws<CallbackException>(() => new FakeValidator(registry).Run());
        Assert.Multiple(() =>
        {
            Assert.That(thrown!.EventName, Is.EqualTo("on_val_start"));
            Assert.That(thrown.CallbackName, Is.EqualTo("checker"));
            Assert.That(thrown.InnerException, Is.InstanceOf<InvalidDataException>());
            Assert.That(thrown.Message, Is.EqualTo("Callback 'checker' failed in 'on_val_start': bad label"));
        });
    }

    [Test]
    public void Propagate_Cancellation_IsNotWrapped()
    {
        var registry = TestRegistry.Create();
        registry.Add("on_val_start", () => throw new OperationCanceledException());
        Assert.Throws<OperationCanceledException>(() => new FakeValidator(registry).Run());
    }

    [Test]
    public void LogAndContinue_ReportsEachTimeAndGoesOn()
    {
        var registry = TestRegistry.Create(out var warnings);
        var later = 0;
        registry.Add("on_val_batch_end", () => throw new IOException("disk full"), new() { Name = "writer", OnError = ExceptionPolicy.LogAndContinue });
        registry.Add("on_val_batch_end", () => later++);
        new FakeValidator(registry, batches: 3).Run();
        Assert.Multiple(() =>
        {
            Assert.That(later, Is.EqualTo(3));
            Assert.That(warnings.Select(w => w.ToString()), Is.EqualTo(Enumerable.Repeat("writer (on_val_batch_end): disk full", 3)));
        });
    }

    [Test]
    public void WarnOnce_ReportsTheFirstOnly_KeepsCalling()
    {
        var registry = TestRegistry.Create(out var warnings);
        var calls = 0;
        registry.Add("on_val_batch_end", () => throw new IOException($"{++calls}"), new() { OnError = ExceptionPolicy.WarnOnce });
        new FakeValidator(registry, batches: 3).Run();
        Assert.That((calls, warnings.Count), Is.EqualTo((3, 1)));
    }

    [Test]
    public void DisableAfter_StopsCallingAfterTheLimit()
    {
        var registry = TestRegistry.Create(out var warnings);
        var calls = 0;
        registry.Add("on_val_batch_end", () => throw new IOException($"{++calls}"), new() { OnError = ExceptionPolicy.DisableAfter(2) });
        new FakeValidator(registry, batches: 5).Run();
        Assert.Multiple(() =>
        {
            Assert.That(calls, Is.EqualTo(2));
            Assert.That(warnings[^1].Message, Does.Contain("Disabled after 2"));
            Assert.That(registry.List()[0].IsActive, Is.False);
            Assert.That(registry.Describe(), Does.Contain("disabled"));
        });
    }

    [Test]
    public void Filter_Throwing_IsTreatedAsTheCallbackThrowing()
    {
        var registry = TestRegistry.Create();
        registry.Add("on_val_end", (FakeValidator v) => { }, when: _ => throw new InvalidOperationException("filter"));
        Assert.Throws<CallbackException>(() => new FakeValidator(registry).Run());
    }

    [Test]
    public void EndEvent_OneThrows_TheOthersStillRun()
    {
        var registry = TestRegistry.Create();
        var closed = false;
        registry.Add("on_val_end", () => throw new InvalidOperationException("first"));
        registry.Add("on_val_end", () => closed = true);
        var thrown = Assert.Throws<CallbackException>(() => new FakeValidator(registry).Run());
        Assert.Multiple(() =>
        {
            Assert.That(closed, Is.True);
            Assert.That(thrown!.InnerException!.Message, Is.EqualTo("first"));
        });
    }

    [Test]
    public void Training_ThatFails_RaisesOnExceptionThenEndEventsThenTeardown()
    {
        var registry = TestRegistry.Create();
        var trace = new List<string>();
        registry.Add("on_train_batch_end", () => throw new InvalidDataException("broken"));
        registry.Add("on_exception", (RunFailure f) => trace.Add($"{f.Receiver.GetType().Name}: {f.Exception.InnerException!.Message}"));
        registry.Add("on_train_end", () => trace.Add("train end"));
        registry.Add("teardown", () => trace.Add("teardown"));
        Assert.Throws<CallbackException>(() => new FakeTrainer(registry).Run());
        Assert.That(trace, Is.EqualTo(new[] { "FakeTrainer: broken", "train end", "teardown" }));
    }

    [Test]
    public void Training_ThatFails_ItsOwnExceptionWinsOverThoseOfEndEvents()
    {
        var registry = TestRegistry.Create(out var warnings);
        registry.Add("on_train_batch_end", () => throw new InvalidDataException("cause"));
        registry.Add("on_exception", () => throw new InvalidDataException("in on_exception"));
        registry.Add("on_train_end", () => throw new InvalidDataException("in end"));
        var thrown = Assert.Throws<CallbackException>(() => new FakeTrainer(registry).Run());
        Assert.Multiple(() =>
        {
            Assert.That(thrown!.InnerException!.Message, Is.EqualTo("cause"));
            Assert.That(warnings.Select(w => w.EventName), Is.EqualTo(new[] { "on_exception", "on_train_end" }));
        });
    }

    [Test]
    public void RaiseEnd_WithoutFailure_ThrowsTheFirstAfterTheLastEvent()
    {
        var registry = TestRegistry.Create();
        var torn = false;
        registry.Add("on_train_end", () => throw new InvalidDataException("end"));
        registry.Add("teardown", () => torn = true);
        var thrown = Assert.Throws<CallbackException>(() => new FakeTrainer(registry).Run());
        Assert.That((thrown!.EventName, torn), Is.EqualTo(("on_train_end", true)));
    }

    [Test]
    public void Stream_AbandonedHalfWay_StillRaisesPredictEnd()
    {
        var registry = TestRegistry.Create();
        var ended = false;
        registry.Add("on_predict_end", () => ended = true);
        foreach (var _ in new FakePredictor(registry, batches: 5).Stream())
        {
            break;
        }

        Assert.That(ended, Is.True);
    }
}
