using System.Text.Json;

namespace Yolo.Callbacks.Tests;

internal sealed class RemoteMonitorTests
{
    [Test]
    public void Epochs_ArePostedAsAFormField()
    {
        using var server = new LoopbackServer(_ => (200, string.Empty));
        Train(new(server.Address));
        Assert.Multiple(() =>
        {
            Assert.That(server.Requests.Select(r => (r.Method, r.Path, r.ContentType)), Is.All.EqualTo(("POST", "/publish/epoch/end/", "application/x-www-form-urlencoded")));
            var json = Uri.UnescapeDataString(server.Requests[1].Body.Replace('+', ' '));
            Assert.That(json, Does.StartWith("data={\"epoch\":1,\"loss\":"));
        });
    }

    [Test]
    public void SendAsJson_PathFieldAndHeaders_AreUsed()
    {
        using var server = new LoopbackServer(_ => (200, string.Empty));
        Train(new(server.Address) { SendAsJson = true, Path = "/my/hook", Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer 7" } });
        var first = server.Requests[0];
        Assert.Multiple(() =>
        {
            Assert.That((first.Path, first.Authorization, first.ContentType), Is.EqualTo(("/my/hook", "Bearer 7", "application/json; charset=utf-8")));
            Assert.That(JsonDocument.Parse(first.Body).RootElement.GetProperty("fitness").GetDouble(), Is.EqualTo(0.1));
        });
    }

    [Test]
    public void Server_Gone_IsReportedOnceAndTrainingGoesOn()
    {
        var warnings = Train(new(LoopbackServer.Nowhere()), epochs: 6);
        Assert.That(warnings.Single().Message, Does.Contain("Training goes on"));
    }

    [Test]
    public void Server_Refuses_IsReportedWithItsAnswer()
    {
        using var server = new LoopbackServer(_ => (403, "no token"));
        var warnings = Train(new(server.Address), epochs: 6);
        Assert.Multiple(() =>
        {
            Assert.That(warnings.Single().Message, Does.Contain("403").And.Contain("no token"));
            Assert.That(server.Requests, Has.Length.EqualTo(3), "after three failures in a row nothing more is tried");
        });
    }

    [Test]
    public void Server_Hangs_DoesNotHoldUpTheEndOfTheRun()
    {
        using var gate = new ManualResetEventSlim();
        using var server = new LoopbackServer(_ => { gate.Wait(); return (200, string.Empty); });
        var registry = TestRegistry.Create(out var warnings);
        registry.Settings.DrainTimeout = TimeSpan.FromMilliseconds(50);
        registry.Add(new RemoteMonitor(server.Address));
        var trainer = new FakeTrainer(registry);
        trainer.Run();
        gate.Set();
        Assert.That(warnings.Single().Message, Does.Contain("dropped"));
    }

    [Test]
    public void Timeout_IsAFailure()
    {
        using var gate = new ManualResetEventSlim();
        using var server = new LoopbackServer(_ => { gate.Wait(); return (200, string.Empty); });
        var warnings = Train(new(server.Address) { Timeout = TimeSpan.FromMilliseconds(50) }, epochs: 1);
        gate.Set();
        Assert.That(warnings.Single().Message, Does.Contain("not answered within 0.05 s"));
    }

    private static List<CallbackWarning> Train(RemoteMonitor monitor, int epochs = 2)
    {
        var registry = TestRegistry.Create(out var warnings);
        registry.Add(monitor);
        new FakeTrainer(registry) { Epochs = epochs }.Run();
        registry.Reset();
        return warnings;
    }
}
