namespace Yolo.Callbacks.Tests;

internal sealed class MlflowTests : FolderFixture
{
    [Test]
    public void Run_IsCreatedInANewExperimentAndFinished()
    {
        using var server = new FakeMlflow();
        var mlflow = Train(server, new(server.Address) { Experiment = "blood cells", Handler = null, Tags = new Dictionary<string, string> { ["team"] = "lab" } });
        var created = server.Bodies("runs/create").Single();
        Assert.Multiple(() =>
        {
            Assert.That(server.Bodies("experiments/create").Single().GetProperty("name").GetString(), Is.EqualTo("blood cells"));
            Assert.That(created.GetProperty("experiment_id").GetString(), Is.EqualTo("7"));
            Assert.That(created.GetProperty("run_name").GetString(), Is.EqualTo(Path.GetFileName(Folder.Root)));
            Assert.That(created.GetProperty("tags").EnumerateArray().Select(t => t.GetProperty("key").GetString()), Is.EqualTo(new[] { "team", "mlflow.runName" }));
            Assert.That(server.Bodies("runs/update").Single().GetProperty("status").GetString(), Is.EqualTo("FINISHED"));
            Assert.That(mlflow.RunId, Is.EqualTo("run-1"));
        });
    }

    [Test]
    public void Experiment_ThatExists_IsUsed()
    {
        using var server = new FakeMlflow { KnownExperiment = "known one" };
        Train(server, new(server.Address) { Experiment = "known one" });
        Assert.That(server.Bodies("experiments/create"), Is.Empty);
    }

    [Test]
    public void SettingsAndLogs_BecomeParametersAndMetrics()
    {
        using var server = new FakeMlflow();
        Train(server, new(server.Address));
        var metrics = server.Logged("metrics").Where(m => m.GetProperty("key").GetString() == "metrics/mAP50B").ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(server.Logged("params").Count(), Is.EqualTo(150));
            Assert.That(server.Bodies("runs/log-batch").Count(b => b.TryGetProperty("params", out _)), Is.EqualTo(2), "100 a request");
            Assert.That(server.Logged("params").Max(p => p.GetProperty("value").GetString()!.Length), Is.EqualTo(500));
            Assert.That(metrics.Select(m => (m.GetProperty("step").GetInt64(), m.GetProperty("value").GetDouble())), Is.EqualTo(new[] { (1L, 0.2), (2L, 0.4) }));
            Assert.That(metrics[0].GetProperty("timestamp").GetInt64(), Is.GreaterThan(1_600_000_000_000));
        });
    }

    [Test]
    public void Metric_NaN_IsSentAsAWord()
    {
        using var server = new FakeMlflow();
        Train(server, new(server.Address), trainer: r => new(r) { LossAt = _ => float.NaN, Epochs = 1 });
        Assert.That(server.Logged("metrics").First(m => m.GetProperty("key").GetString() == "loss").GetProperty("value").GetString(), Is.EqualTo("NaN"));
    }

    [Test]
    public void Artifacts_AreUploaded()
    {
        Directory.CreateDirectory(Folder.Path("weights"));
        File.WriteAllText(Folder.Path("weights/best.pt"), "the weights");
        File.WriteAllText(Folder.Path("results of run.csv"), "epoch,loss");
        File.WriteAllText(Folder.Path("other.bin"), "not one of them");
        using var server = new FakeMlflow();
        Train(server, new(server.Address));
        var uploads = server.Requests.Where(r => r.Method == "PUT").Select(r => (r.Path, r.Body));
        Assert.That(uploads, Is.EqualTo(new[]
        {
            ("/api/2.0/mlflow-artifacts/artifacts/7/run-1/artifacts/weights/best.pt", "the weights"),
            ("/api/2.0/mlflow-artifacts/artifacts/7/run-1/artifacts/results%20of%20run.csv", "epoch,loss"),
        }));
    }

    [Test]
    public void Artifacts_ElsewhereThanTheServer_AreReportedAndTheRunStillEnds()
    {
        File.WriteAllText(Folder.Path("a.csv"), "1");
        using var server = new FakeMlflow { ArtifactUri = "s3://bucket/7" };
        Train(server, new(server.Address), out var warnings);
        Assert.Multiple(() =>
        {
            Assert.That(warnings.Single().Message, Does.Contain("s3://bucket/7").And.Contain("LogArtifacts"));
            Assert.That(server.Bodies("runs/update").Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public void LogArtifacts_False_UploadsNothing()
    {
        File.WriteAllText(Folder.Path("a.csv"), "1");
        using var server = new FakeMlflow();
        Train(server, new(server.Address) { LogArtifacts = false });
        Assert.That(server.Requests.Where(r => r.Method == "PUT"), Is.Empty);
    }

    [TestCase(true, ExpectedResult = "FAILED")]
    [TestCase(false, ExpectedResult = "KILLED")]
    public string? Training_FailedOrStopped_IsTheRunsStatus(bool fails)
    {
        using var server = new FakeMlflow();
        var registry = TestRegistry.Create();
        registry.Add(new Mlflow(server.Address));
        registry.Add("on_train_epoch_end", (FakeTrainer t) =>
        {
            t.Control.StopNow();
            if (fails)
            {
                throw new IOException("broken");
            }
        });
        Assert.That(() => new FakeTrainer(registry).Run(), fails ? Throws.TypeOf<CallbackException>() : Throws.Nothing);
        return server.Bodies("runs/update").Single().GetProperty("status").GetString();
    }

    [Test]
    public void Token_IsSent()
    {
        using var server = new FakeMlflow();
        Train(server, new(server.Address) { Token = "secret" });
        Assert.That(server.Requests.Select(r => r.Authorization), Is.All.EqualTo("Bearer secret"));
    }

    [Test]
    public void Server_Gone_IsReportedOnceAndTrainingGoesOn()
    {
        var registry = TestRegistry.Create(out var warnings);
        registry.Add(new Mlflow(LoopbackServer.Nowhere()));
        var trainer = new FakeTrainer(registry) { Epochs = 5 };
        trainer.Run();
        Assert.That((trainer.GlobalStep, warnings.Count), Is.EqualTo((10L, 1)));
    }

    [Test]
    public void Server_ThatIsNoMlflow_IsReported()
    {
        using var server = new LoopbackServer(_ => (200, "<html>welcome</html>"));
        var registry = TestRegistry.Create(out var warnings);
        registry.Add(new Mlflow(server.Address));
        new FakeTrainer(registry).Run();
        Assert.That(warnings.Single().Message, Does.Contain("Is it an MLflow server?"));
    }

    [Test]
    public void Address_Missing_SaysHowToGiveOne() =>
        Assert.That(() => new Mlflow(new Uri("file:///tmp/mlruns")), Throws.ArgumentException.With.Message.Contains("MLFLOW_TRACKING_URI"));

    [TestCase("metrics/mAP50-95(B)", "metrics/mAP50-95B")]
    [TestCase("a:b[c] d.e_f", "a_bc d.e_f")]
    public void Sanitize_KeepsWhatMlflowTakes(string name, string expected) => Assert.That(MlflowNames.Sanitize(name), Is.EqualTo(expected));

    private Mlflow Train(FakeMlflow server, Mlflow mlflow, Func<CallbackRegistry, FakeTrainer>? trainer = null)
    {
        Train(server, mlflow, out var warnings, trainer);
        Assert.That(warnings, Is.Empty);
        return mlflow;
    }

    private void Train(FakeMlflow server, Mlflow mlflow, out List<CallbackWarning> warnings, Func<CallbackRegistry, FakeTrainer>? make = null)
    {
        Assert.That(server.Requests, Is.Empty);
        var registry = TestRegistry.Create(out warnings);
        registry.Add(mlflow);
        var trainer = make?.Invoke(registry) ?? new FakeTrainer(registry);
        trainer.SaveDirectory = Folder.Root;
        trainer.Settings = Enumerable.Range(0, 150).ToDictionary(i => $"key{i}", i => new string('x', i == 149 ? 900 : 3));
        trainer.Run();
    }
}
