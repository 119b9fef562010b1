using System.Globalization;
using System.Text.Json;

namespace Yolo.Tests.Cli;

/// <summary>Trainings of the reference, replayed from the command line; its log is compared step by step.</summary>
public sealed class MeasuredTrainingTests
{
    private const int Epochs = 3;

    // A model that has learned next to nothing has no best point on its curves: where it lies is decided by the last digits.
    private const double MapOfAPoint = 0.05;

    [TestCase("finetune-sgd", "bccd-yolov8n", "bccd")]
    [TestCase("finetune-adamw", "bccd-yolov8n", "bccd")]
    [TestCase("tasks/finetune-yolo11n-seg", "yolo11n-seg", "coco-seg")]
    [TestCase("tasks/finetune-yolo26n-seg", "yolo26n-seg", "coco-seg")]
    [TestCase("tasks/finetune-yolo11n-pose", "yolo11n-pose", "coco8-pose")]
    [TestCase("tasks/finetune-yolo26n-pose", "yolo26n-pose", "coco8-pose")]
    [TestCase("tasks/finetune-yolo11n-obb", "yolo11n-obb", "dota")]
    [TestCase("tasks/finetune-yolo26n-obb", "yolo26n-obb", "dota")]
    public void I_can_replay_a_training_of_the_reference_step_by_step(string name, string weights, string data)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(Shared.Path("goldens", $"{name}.json")));
        using var folder = new TemporaryFolder();
        var steps = golden.RootElement.GetProperty("steps").EnumerateArray().ToList();
        var epochs = golden.RootElement.GetProperty("epochs").EnumerateArray().ToList();

        var (status, _, errors) = YoloCommand.Run(
        [
            "train", $"model={Shared.Path("weights", $"{weights}.pt")}", $"data={Shared.Path("datasets", data, $"{data}.yaml")}",
            .. golden.RootElement.GetProperty("settings").EnumerateObject().Select(setting => $"{setting.Name}={setting.Value}"),
            "callbacks=jsonl", $"project={folder.Root}",
        ]);

        Assert.That(status, Is.Zero, errors);
        var log = folder.Path("train", "events.jsonl");
        AssertSteps(EventLog.Read(log, "on_train_batch_end"), steps);
        AssertEpochs(EventLog.Read(log, "on_fit_epoch_end"), epochs);
        AssertMeanLosses(File.ReadAllLines(folder.Path("train", "results.csv")), steps);
    }

    private static void AssertSteps(List<JsonElement> logged, List<JsonElement> expected)
    {
        Assert.That(logged.Select(entry => entry.GetProperty("step").GetInt32()), Is.EqualTo(Enumerable.Range(1, expected.Count)));
        Assert.That(logged.Select(entry => entry.GetProperty("object").GetString()), Has.All.EqualTo("Trainer"));
        Assert.Multiple(() =>
        {
            foreach (var (step, (entry, golden)) in logged.Zip(expected).Index())
            {
                Assert.That(Numbers(entry, "loss_items"), Is.EqualTo(Numbers(golden, "loss_items")).Within(LossTolerance(step, expected.Count)).Percent, $"loss of step {step + 1}");
                Assert.That(Numbers(entry, "lr"), Is.EqualTo(Numbers(golden, "lr")).Within(1e-12), $"learning rates of step {step + 1}");
                Assert.That(Numbers(entry, "momentum"), Is.EqualTo(Numbers(golden, "momentum")).Within(1e-12), $"momenta of step {step + 1}");
                Assert.That(entry.GetProperty("accumulate").GetInt32(), Is.EqualTo(golden.GetProperty("accumulate").GetInt32()), $"accumulation of step {step + 1}");
            }
        });
    }

    private static void AssertEpochs(List<JsonElement> logged, List<JsonElement> expected)
    {
        Assert.That(logged, Has.Count.EqualTo(expected.Count));
        Assert.Multiple(() =>
        {
            foreach (var (epoch, (entry, golden)) in logged.Zip(expected).Index())
            {
                var metrics = golden.GetProperty("metrics");
                var hasPoint = epoch + 1 < expected.Count || metrics.GetProperty("metrics/mAP50(B)").GetDouble() > MapOfAPoint;
                foreach (var metric in metrics.EnumerateObject().Where(metric => hasPoint || metric.Name.Contains("mAP", StringComparison.Ordinal)))
                {
                    var value = entry.GetProperty("metrics").GetProperty(metric.Name).GetDouble();
                    Assert.That(value, Is.EqualTo(metric.Value.GetDouble()).Within(0.02), $"{metric.Name} of epoch {epoch + 1}");
                }
            }
        });
    }

    // The table of results holds the running means as they were after the last step of each epoch.
    private static void AssertMeanLosses(string[] lines, List<JsonElement> steps)
    {
        var columns = lines[0].Split(',').ToList();
        var first = columns.IndexOf("train/box_loss");
        foreach (var (epoch, line) in steps[0].TryGetProperty("tloss", out _) ? lines[1..].Index() : [])
        {
            var step = ((epoch + 1) * steps.Count / (lines.Length - 1)) - 1;
            var means = line.Split(',')[first..(first + 3)].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture));
            Assert.That(means, Is.EqualTo(Numbers(steps[step], "tloss")).Within(LossTolerance(step, steps.Count)).Percent, $"mean losses of epoch {epoch + 1}");
        }
    }

    // Rounding grows with every step: the first epoch agrees closely, the later ones less.
    private static double LossTolerance(int step, int steps) => step < steps / Epochs ? 0.1 : 3;

    // A rate that is left out is 0.
    private static double[] Numbers(JsonElement entry, string name) =>
        [.. entry.GetProperty(name).EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? 0 : value.GetDouble())];
}
