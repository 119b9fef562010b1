using Yolo.Models;

namespace Yolo.Tests.Engine.Distributed;

/// <summary>
/// Several ranks against one process at the same global batch. With <c>sync_bn=true</c> both compute the same, so that only the order of additions differs;
/// steps are small, since any difference grows with what is learned of it.
/// </summary>
[Platform("Linux")]
public sealed class DistributedTrainingTests
{
    private const double Tolerance = 1e-5;

    [TestCase(2, "epochs=7")]
    [TestCase(4, "epochs=7")]
    [TestCase(2, "epochs=5", "nbs=16")]
    [TestCase(2, "epochs=3", "multi_scale=0.5")]
    [TestCase(2, "epochs=3", "freeze=2")]
    [TestCase(2, "epochs=3", "freeze=model.0,model.2.cv*", "callbacks=unfreeze,accumulation", "callbacks.unfreeze.epoch=1", "callbacks.accumulation.schedule=0:2,2:1")]
    [TestCase(4, "epochs=3", "batch=4", "nbs=4")]
    public void Ranks_AtTheBatchOfOneProcess_TrainAsIt(int ranks, params string[] settings) => Compare(new SmallDataset(21), ranks, generation26: false, settings);

    [TestCase(ModelTask.Segment, false)]
    [TestCase(ModelTask.Segment, true)]
    [TestCase(ModelTask.Pose, false)]
    [TestCase(ModelTask.Pose, true)]
    [TestCase(ModelTask.Obb, false)]
    [TestCase(ModelTask.Classify, false)]
    public void Ranks_OfEachTask_TrainAsOneProcess(ModelTask task, bool generation26) => Compare(new SmallDataset(task == ModelTask.Classify ? 3 : 11, task), 2, generation26, "epochs=2");

    private static void Compare(SmallDataset small, int ranks, bool generation26, params string[] settings)
    {
        RankedCommand.RequireMpi();
        using var folder = new TemporaryFolder();
        using (small)
        {
            var command = new RankedCommand(folder);
            string[] words =
            [
                "train", $"model={small.TinyNetwork(generation26)}", $"data={small.Yaml}", "imgsz=64", "batch=8", "nbs=8", "workers=1", "plots=false",
                "optimizer=SGD", "lr0=0.001", "warmup_bias_lr=0.001", "sync_bn=true", .. settings,
            ];

            var (first, _, firstErrors) = command.Run(1, words);
            var (second, _, secondErrors) = command.Run(ranks, words);

            Assert.That((first, second), Is.EqualTo((0, 0)), firstErrors + secondErrors);
            RequireSame(command, ranks);
        }
    }

    private static void RequireSame(RankedCommand command, int ranks)
    {
        var (expected, actual) = (command.Losses(1), command.Losses(ranks));
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        Assert.Multiple(() =>
        {
            for (var step = 0; step < expected.Length; step++)
            {
                Assert.That(actual[step].Zip(expected[step], (one, other) => Math.Abs(one - other) / Math.Max(1, Math.Abs(other))), Is.All.LessThan(Tolerance), $"losses of step {step}");
            }

            // Of each other they differ in nothing: losses, weights, averages, metrics.
            Assert.That(Enumerable.Range(1, ranks - 1).Select(rank => command.Log(ranks, rank)), Is.All.EqualTo(command.Log(ranks, 0)));
            foreach (var (one, other) in command.Results(1).Zip(command.Results(ranks)))
            {
                Assert.That(other, Is.EqualTo(one).Within(2 * Tolerance));
            }
        });
    }
}
