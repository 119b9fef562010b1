using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Yolo.Checkpoints;
using Yolo.Engine;
using Yolo.Engine.Training;
using Yolo.Export.Format;

namespace Yolo.Tests.Engine;

/// <summary>
/// Beside threads that allocate and collect all numbers are those of a quiet process, to the last bit: libtorch reads nothing that the garbage
/// collector may free. A longer storm: <c>Yolo.Bench storm</c>.
/// </summary>
public sealed class StormTests() : SingleThreadFixture(5)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

    [Test]
    public void Train_InAStorm_LearnsTheSame() => AssertSame(["SGD", "AdamW", "NAdam", "MuSGD"], optimizer =>
    {
        using var model = new YoloModel(Small.TinyNetwork());
        return Learned(model, Options(optimizer));
    });

    [Test]
    public void Resume_InAStorm_GoesOnAsIfNothingHadHappened() => AssertSame(["SGD", "AdamW"], optimizer =>
    {
        var options = Options(optimizer);
        using var interruption = new CancellationTokenSource();
        using (var model = new YoloModel(Small.TinyNetwork()))
        {
            model.AddCallback("on_train_batch_end", (Trainer trainer) =>
            {
                if (trainer.GlobalStep == 3)
                {
                    interruption.Cancel();
                }
            });
            Assert.That(() => model.Train(options, cancellation: interruption.Token), Throws.InstanceOf<OperationCanceledException>());
        }

        using var resumed = new YoloModel(Path.Combine(options.Project!, options.Name, "weights", "last.pt"));
        return Learned(resumed, new() { Resume = true, Plots = false });
    });

    [Test]
    public void Validate_InAStorm_JudgesTheSame() => AssertSame(["bccd-yolov8n", "bccd-yolo26n"], name =>
    {
        using var model = new YoloModel(Shared.Path("weights", $"{name}.pt"));
        var report = model.Validate(Small.Options with { Plots = false });
        return string.Join(' ', report.Metrics.ToDictionary().Values.Select(BitConverter.DoubleToInt64Bits));
    });

    [Test]
    public void Predict_InAStorm_FindsTheSame() => AssertSame(["bccd-yolo11n", "yolo11n-seg", "yolo11n-pose", "yolo11n-obb"], name =>
    {
        using var model = new YoloModel(Shared.Path("weights", $"{name}.pt"));
        var results = model.Predict(Path.Combine(Small.Root, "images"), new() { ImageSize = 160, Confidence = 0.05 }).ToList();
        return string.Join('\n', results.Select(result => result.ToJson()));
    });

    [Test]
    public void Export_InAStorm_WritesTheSame() => AssertSame([false, true], nms =>
    {
        using var model = Small.Model();
        var file = model.Export(new() { ImageSize = 64, Nms = nms, File = Folder.Path("exported.onnx") });
        var graph = ModelProto.Parser.ParseFrom(File.ReadAllBytes(file)).Graph;
        return Convert.ToHexString(SHA256.HashData(graph.ToByteArray()));
    });

    // What comes out in quiet, then again and again in a storm, a case after the other.
    private static void AssertSame<T>(IReadOnlyList<T> cases, Func<T, string> run)
    {
        var quiet = cases.Select(run).ToList();
        using var storm = new Storm();
        var clock = Stopwatch.StartNew();
        var rounds = 0;
        for (; clock.Elapsed < Duration || rounds < cases.Count; rounds++)
        {
            Assert.That(run(cases[rounds % cases.Count]), Is.EqualTo(quiet[rounds % cases.Count]), $"{cases[rounds % cases.Count]}, round {rounds}");
        }

        TestContext.Out.WriteLine(FormattableString.Invariant($"{rounds} rounds, {storm.Collections} collections"));
    }

    private TrainOptions Options(string optimizer) => new()
    {
        Data = Small.Yaml,
        Epochs = 2,
        ImageSize = 64,
        Batch = 2,
        NominalBatch = 4,
        WarmupEpochs = 0,
        Optimizer = optimizer,
        Plots = false,
        Project = Folder.Path("runs"),
        Name = optimizer,
        ExistOk = true,
    };

    // Weights, their average and the table of results.
    private static string Learned(YoloModel model, TrainOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        model.AddCallback("on_final_eval_start", (Trainer trainer) =>
        {
            foreach (var (_, value) in trainer.Network!.StateEntries().Concat(trainer.Average!.StateEntries()))
            {
                hash.AppendData(WeightTransfer.ToData(value).Bytes.Span);
            }
        });
        var report = model.Train(options);
        foreach (var row in File.ReadLines(Path.Combine(report.SaveDirectory, "results.csv")))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(ResumeTests.WithoutTime(row)));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
