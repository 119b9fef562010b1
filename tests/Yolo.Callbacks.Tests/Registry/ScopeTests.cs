namespace Yolo.Callbacks.Tests;

internal sealed class ScopeTests
{
    [Test]
    public void Scope_CallbacksForOneCall_DoNotReachTheNext()
    {
        var registry = TestRegistry.Create();
        var seen = new List<string>();
        registry.Add("on_predict_end", () => seen.Add("model"));
        using (var call = registry.CreateScope())
        {
            call.Add("on_predict_end", () => seen.Add("call"));
            new FakePredictor(call).Run();
        }

        using (var call = registry.CreateScope())
        {
            new FakePredictor(call).Run();
        }

        Assert.That(seen, Is.EqualTo(new[] { "model", "call", "model" }));
    }

    [Test]
    public void Scopes_SideBySide_DoNotSeeEachOther()
    {
        var registry = TestRegistry.Create();
        using var a = registry.CreateScope();
        using var b = registry.CreateScope();
        var seen = new List<string>();
        a.Add("on_predict_end", () => seen.Add("a"));
        b.Add("on_predict_end", () => seen.Add("b"));
        new FakePredictor(b).Run();
        Assert.That(seen, Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public void Scope_WhatTheModelGainsOrLosesMeanwhile_TakesEffect()
    {
        var registry = TestRegistry.Create();
        using var scope = registry.CreateScope().CreateScope();
        var count = 0;
        var validator = new FakeValidator(scope);
        validator.Run();
        using (registry.Add("on_val_end", () => count++))
        {
            validator.Run();
        }

        validator.Run();
        Assert.That(count, Is.EqualTo(1));
    }

    [Test]
    public void Scope_Settings_AreTheParents()
    {
        var registry = TestRegistry.Create(out var warnings);
        using var scope = registry.CreateScope();
        scope.Add("on_val_end", () => throw new InvalidOperationException("no"), new() { OnError = ExceptionPolicy.LogAndContinue });
        new FakeValidator(scope).Run();
        Assert.That(warnings, Has.Count.EqualTo(1));
    }
}
