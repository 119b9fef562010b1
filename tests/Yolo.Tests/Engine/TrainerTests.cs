using TorchSharp;
using Yolo.Callbacks;
using Yolo.Checkpoints;
using Yolo.Data;
using Yolo.Data.Augmentations;
using Yolo.Engine;
using Yolo.Engine.Optimization;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Geometry;
using Yolo.Models;

namespace Yolo.Tests.Engine;

public sealed class TrainerTests() : SmallDatasetFixture(6)
{
    private YoloModel model = null!;

    [SetUp]
    public void SetUp() => model = new YoloModel(Small.TinyNetwork());

    [TearDown]
    public void TearDown() => model.Dispose();

    [Test]
    public void Train_ASmallRun_LeavesTheFilesThatTheReferenceLeaves()
    {
        var report = model.Train(Options with { Plots = true, SavePeriod = 1 });

        Assert.Multiple(() =>
        {
            Assert.That(Files(report.SaveDirectory), Is.SupersetOf(new[]
            {
                "args.yaml", "results.csv", "metrics.json", "weights/last.pt", "weights/best.pt", "weights/epoch0.pt", "weights/epoch1.pt", "labels.jpg",
                "train_batch0.jpg", "results.png", "val_batch0_labels.jpg", "val_batch0_pred.jpg", "BoxPR_curve.png", "confusion_matrix.png",
            }));
            Assert.That(File.ReadAllLines(Path.Combine(report.SaveDirectory, "results.csv"))[0], Is.EqualTo(
                "epoch,time,train/box_loss,train/cls_loss,train/dfl_loss,metrics/precision(B),metrics/recall(B),metrics/mAP50(B),metrics/mAP50-95(B),val/box_loss,val/cls_loss,val/dfl_loss,lr/pg0,lr/pg1,lr/pg2"));
            Assert.That(report.Warnings, Is.Empty);
        });
    }

    [Test]
    public void Train_WhenItIsOver_TheModelHasTheBestWeightsAndTheClassesOfTheData()
    {
        var report = model.Train(Options);
        using var saved = new YoloModel(report.Best!);

        Assert.Multiple(() =>
        {
            Assert.That(model.Names.Values, Is.EqualTo(new[] { "RBC", "WBC", "Platelets" }));
            Assert.That(model.Validate(Small.Options with { ImageSize = 64 }).Metrics.Fitness, Is.EqualTo(saved.Validate(Small.Options with { ImageSize = 64 }).Metrics.Fitness));
            Assert.That(saved.ImageSize, Is.EqualTo(new ImageSize(64, 64)));
            Assert.That(saved.TrainingData, Is.EqualTo(Small.Yaml));
        });
    }

    [Test]
    public void Train_ManySteps_KeepsTheNumberOfLiveTensors()
    {
        List<long> counts = [];
        model.AddCallback("on_train_batch_start", (Trainer _) => counts.Add(LiveTensors.Count));
        var before = LiveTensors.Count;

        model.Train(Options with { Epochs = 3 });
        var once = LiveTensors.Count;
        model.Train(Options with { Epochs = 1 });

        Assert.Multiple(() =>
        {
            Assert.That(counts.Skip(1).Take(8).Distinct().Count(), Is.LessThanOrEqualTo(2), string.Join(", ", counts));
            Assert.That(LiveTensors.Count, Is.EqualTo(once), FormattableString.Invariant($"{before} before the first training"));
        });
    }

    [TestCase(ModelTask.Segment, "box_loss,seg_loss,cls_loss,dfl_loss,sem_loss", "BM")]
    [TestCase(ModelTask.Pose, "box_loss,pose_loss,kobj_loss,cls_loss,dfl_loss", "BP")]
    [TestCase(ModelTask.Obb, "box_loss,cls_loss,dfl_loss,angle_loss", "B")]
    [TestCase(ModelTask.Classify, "loss", "")]
    public void Train_EveryTask_LeavesItsFiles_AndNoTensorBehind(ModelTask task, string losses, string kinds)
    {
        Use(task);
        using var learner = new YoloModel(Small.TinyNetwork());
        List<long> counts = [];
        learner.AddCallback("on_train_batch_start", (Trainer _) => counts.Add(LiveTensors.Count));

        var report = learner.Train(Options with { Epochs = 3, Plots = true });
        var once = LiveTensors.Count;
        _ = learner.Train(Options with { Epochs = 1 });

        IEnumerable<string> figures = task == ModelTask.Classify
            ? ["metrics/accuracy_top1", "metrics/accuracy_top5"]
            : kinds.SelectMany(kind => new[] { "precision", "recall", "mAP50", "mAP50-95" }.Select(figure => $"metrics/{figure}({kind})"));
        IEnumerable<string> columns = ["epoch", "time", .. losses.Split(',').Select(name => $"train/{name}"), .. figures, .. losses.Split(',').Select(name => $"val/{name}"), "lr/pg0", "lr/pg1", "lr/pg2"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(counts.Skip(1).Take(8).Distinct().Count(), Is.LessThanOrEqualTo(2), string.Join(", ", counts));
            Assert.That(LiveTensors.Count, Is.EqualTo(once));
            Assert.That(File.ReadLines(Path.Combine(report.SaveDirectory, "results.csv")).First(), Is.EqualTo(string.Join(',', columns)));
            Assert.That(Files(report.SaveDirectory), Is.SupersetOf(new[] { "args.yaml", "metrics.json", "weights/last.pt", "weights/best.pt", "train_batch0.jpg", "results.png", "val_batch0_labels.jpg", "val_batch0_pred.jpg", "confusion_matrix.png" }));
            Assert.That(Files(report.SaveDirectory).Contains("labels.jpg"), Is.EqualTo(task != ModelTask.Classify));
            Assert.That(report.Warnings, Is.Empty);
            Assert.That(learner.Task, Is.EqualTo(task.ToString().ToLowerInvariant()));
        }
    }

    [TestCase(ModelTask.Segment)]
    [TestCase(ModelTask.Pose)]
    [TestCase(ModelTask.Obb)]
    [TestCase(ModelTask.Classify)]
    public void Train_EveryTask_ShowsCallbacksWhatItHas(ModelTask task)
    {
        Use(task);
        using var learner = new YoloModel(Small.TinyNetwork());
        var labels = new List<LabelledObject>();
        learner.AddCallback("on_train_batch_start", (Trainer trainer) => labels.AddRange(trainer.Batch!.Objects.SelectMany(objects => objects)));

        _ = learner.Train(Options with { Epochs = 1 });

        Assert.That(labels, Is.Not.Empty);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(labels.Select(label => label.Mask is not null), Has.All.EqualTo(task == ModelTask.Segment));
            Assert.That(labels.Select(label => label.Keypoints.Length), Has.All.EqualTo(task == ModelTask.Pose ? 12 : 0));
            Assert.That(labels.Select(label => label.Rotated is not null), Has.All.EqualTo(task == ModelTask.Obb));
        }
    }

    [TestCase(ModelTask.Segment)]
    [TestCase(ModelTask.Pose)]
    [TestCase(ModelTask.Obb)]
    [TestCase(ModelTask.Classify)]
    public void Train_EveryTask_InMixedPrecision_LosesAboutTheSame(ModelTask task)
    {
        if (!MixedPrecision.IsSupported(torch.CPU))
        {
            Assert.Ignore("This processor does not compute in bfloat16.");
        }

        Use(task);
        float First(bool amp)
        {
            using var learner = new YoloModel(Small.TinyNetwork());
            var loss = float.NaN;
            learner.AddCallback("on_train_batch_end", (Trainer trainer) => loss = trainer.GlobalStep == 1 ? trainer.Loss!.Total.item<float>() : loss);
            var report = learner.Train(Options with { Epochs = 1, Amp = amp });
            Assert.That(report.Validation.Losses.Values, Has.All.Matches<double>(double.IsFinite));
            return loss;
        }

        Assert.That(First(amp: true), Is.EqualTo(First(amp: false)).Within(2).Percent);
    }

    [TestCase(ModelTask.Segment, "seg")]
    [TestCase(ModelTask.Pose, "pose")]
    [TestCase(ModelTask.Obb, "obb")]
    public void Train_FromADetector_TakesWhatFits(ModelTask task, string suffix)
    {
        Use(task);
        using var learner = new YoloModel($"yolo11n-{suffix}.yaml");
        TransferReport? start = null;
        learner.AddCallback("on_pretrain_routine_end", (Trainer trainer) =>
        {
            start = trainer.Start;
            trainer.Control.StopNow("seen enough");
        });

        _ = learner.Train(Options with { Epochs = 1, PretrainedWeights = Shared.Path("weights", "bccd-yolo11n.pt") });

        Assert.That(start!.Matched, Has.Count.GreaterThan(440).And.Some.StartsWith("model.23.cv2"));
        Assert.That(start.Missing, Is.Not.Empty.And.All.StartsWith("model.23."));
    }

    [Test]
    public void Train_Twice_GivesTheSameNumbers()
    {
        var threads = torch.get_num_threads();
        torch.set_num_threads(1);
        var (first, second) = (Final(Options), Final(Options with { Workers = 0 }));
        torch.set_num_threads(threads);

        Assert.That(first, Is.EqualTo(second));
    }

    [Test]
    public void Train_WithFrozenLayers_LeavesTheirWeightsAndStatistics()
    {
        Dictionary<string, byte[]> before = [];
        Dictionary<string, byte[]> after = [];
        model.AddCallback("on_train_start", (Trainer trainer) => before = BytesOf(trainer.Network!));
        model.AddCallback("on_final_eval_start", (Trainer trainer) => after = BytesOf(trainer.Network!));

        model.Train(Options with { Freeze = [0, 1, 2] });

        var unchanged = before.Where(entry => entry.Value.AsSpan().SequenceEqual(after[entry.Key])).Select(entry => entry.Key).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(unchanged, Is.SupersetOf(before.Keys.Where(key => key.StartsWith("model.0.", StringComparison.Ordinal) || key.StartsWith("model.2.", StringComparison.Ordinal))));
            Assert.That(unchanged, Has.None.StartsWith("model.3.conv"));
        });
    }

    [Test]
    public void Train_WithoutGettingBetter_StopsWhenPatienceEnds()
    {
        model.AddCallback("on_metrics_ready", (Trainer trainer) => trainer.Fitness = trainer.Epoch == 1 ? 0.5 : 0.1);

        var report = model.Train(Options with { Epochs = 20, Patience = 3 });

        Assert.Multiple(() =>
        {
            Assert.That(report.Epochs, Is.EqualTo(5));
            Assert.That(report.BestFitness, Is.EqualTo(0.5));
        });
    }

    [Test]
    public void Train_WithoutValidation_ValidatesTheLastEpochAlone()
    {
        var validations = new List<ValidationPhase>();
        model.AddCallback("on_val_start", (Validator validator) => validations.Add(validator.Phase));

        model.Train(Options with { Epochs = 3, Validate = false });

        Assert.That(validations, Is.EqualTo(new[] { ValidationPhase.Training, ValidationPhase.Final }));
    }

    [Test]
    public void Train_WithoutSaving_WritesNoWeightsAndStillGivesThemToTheModel()
    {
        var report = model.Train(Options with { Save = false });

        Assert.Multiple(() =>
        {
            Assert.That(Files(report.SaveDirectory), Has.None.EndsWith(".pt"));
            Assert.That((report.Best, report.Last), Is.EqualTo(((string?)null, (string?)null)));
            Assert.That(model.Validate(Small.Options with { ImageSize = 64 }).Metrics.Fitness, Is.EqualTo(report.Validation.Metrics.Fitness).Within(1e-6));
        });
    }

    [Test]
    public void Train_ATimeLimit_EndsTheRunAndPlansTheEpochs()
    {
        var report = model.Train(Options with { Epochs = 100000, TimeHours = 2.0 / 3600 });

        Assert.That(report.Epochs, Is.LessThan(1000));
        Assert.That(report.Duration, Is.GreaterThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void Train_TheWeightsBreak_GoesBackAndRepeatsTheEpoch()
    {
        List<int> epochs = [];
        var repeats = 0;
        model.AddCallback("on_train_epoch_start", (Trainer trainer) => epochs.Add(trainer.Epoch));
        model.AddCallback("on_nan_recovery", (Trainer _) => repeats++);
        model.AddCallback("on_metrics_ready", (Trainer trainer) => trainer.Fitness = float.IsNaN(trainer.LossValues[0]) ? 0 : 0.5);
        model.AddCallback("on_train_batch_start", (Trainer trainer) =>
        {
            if (trainer.Epoch == 1 && repeats == 0)
            {
                using var _ = torch.no_grad();
                foreach (var parameter in trainer.Network!.parameters())
                {
                    parameter.fill_(double.NaN);
                }
            }
        });

        var report = model.Train(Options with { Epochs = 3 });

        Assert.Multiple(() =>
        {
            Assert.That(epochs, Is.EqualTo(new[] { 0, 1, 1, 2 }));
            Assert.That(File.ReadLines(Path.Combine(report.SaveDirectory, "results.csv")).Count(), Is.EqualTo(4));
            Assert.That(repeats, Is.EqualTo(1));
        });
    }

    [Test]
    public void Train_TheWeightsBreakAgainAndAgain_GivesUp()
    {
        model.AddCallback("on_metrics_ready", (Trainer trainer) => trainer.Fitness = trainer.Epoch == 0 ? 0.5 : 0);
        model.AddCallback("on_train_batch_start", (Trainer trainer) =>
        {
            if (trainer.Epoch == 1)
            {
                trainer.Batch = trainer.Batch! with { Input = trainer.Batch.Input * double.NaN };
            }
        });

        Assert.That(() => model.Train(Options with { Epochs = 3 }), Throws.TypeOf<TrainingException>().With.Message.Contains("lr0"));
    }

    [Test]
    public void Train_MultiScale_VariesTheInputInSteps()
    {
        List<long> sides = [];
        model.AddCallback("on_train_start", (Trainer trainer) =>
            ((torch.nn.Module<torch.Tensor, torch.Tensor>)trainer.Network!.Layers[0].Module).register_forward_pre_hook((_, input) =>
            {
                sides.Add(input.size(3));
                return input;
            }));
        model.Train(Options with { ImageSize = 128, MultiScale = 0.5, Epochs = 4 });

        Assert.That(sides.Distinct().Count(), Is.GreaterThan(2));
        Assert.That(sides, Has.All.Matches<long>(side => side % 32 == 0 && side is >= 64 and <= 192));
    }

    [Test]
    public void Train_AFractionAndOneClass_SeesLess()
    {
        (int Images, int Classes) seen = default;
        model.AddCallback("on_pretrain_routine_end", (Trainer trainer) => seen = (trainer.Data!.Labels.Images.Count, trainer.Network!.Spec.Classes));

        model.Train(Options with { Fraction = 0.5, SingleClass = true });

        Assert.That(seen, Is.EqualTo((3, 1)));
        Assert.That(model.Names[0], Is.EqualTo("item"));
    }

    [Test]
    public void Train_WithoutData_SaysWhichSettingIsMissing() =>
        Assert.That(() => model.Train(new()), Throws.TypeOf<SettingException>().With.Message.Contains("data="));

    [Test]
    public void Train_ASetOfNoSuchFile_LeavesNoHalfRun() =>
        Assert.That(() => model.Train(Options with { Data = "no/such.yaml" }), Throws.TypeOf<DatasetException>().With.Message.Contains("no/such.yaml"));

    [TestCase("yolo11n.yaml", null, 640)]
    [TestCase("yolo11n-cls.yaml", null, 224)]
    [TestCase("yolo11n-cls.yaml", 64, 64)]
    public void Train_FromADescription_HasTheSideOfItsTask(string name, int? asked, int side)
    {
        using var learner = new YoloModel(name);
        Assert.That(new Trainer(learner, new() { Data = "shapes", ImageSize = asked }).Options.ImageSize, Is.EqualTo(side));
    }

    [TestCase("bccd-yolov8n.pt")]
    [TestCase("yolo11n-cls.pt")]
    public void Train_FromACheckpoint_HasItsSide(string name)
    {
        using var learner = new YoloModel(Shared.Path("weights", name));
        Assert.That(new Trainer(learner, new() { Data = "shapes" }).Options.ImageSize, Is.EqualTo(learner.ImageSize.Height).And.LessThan(640));
    }

    [Test]
    public void Train_AnUnknownOptimizer_SuggestsOne() =>
        Assert.That(() => model.Train(Options with { Optimizer = "AdamX" }), Throws.TypeOf<SettingException>().With.Message.Contains("Adam"));

    [Test]
    public void Train_FromWeightsWithOtherClasses_TransfersWhatFits()
    {
        using var pretrained = new YoloModel(Shared.Path("weights", "bccd-yolov8n.pt"));
        TransferReport? start = null;
        pretrained.AddCallback("on_pretrain_routine_end", (Trainer trainer) =>
        {
            start = trainer.Start;
            trainer.Control.StopNow("seen enough");
        });

        var report = pretrained.Train(Options with { SingleClass = true, Epochs = 1, Batch = 6 });

        Assert.Multiple(() =>
        {
            Assert.That(start!.OtherShape, Is.Not.Empty.And.All.Contains("model.22.cv3"));
            Assert.That(start.Matched, Has.Count.GreaterThan(330));
            Assert.That(report.StopReason, Is.EqualTo("seen enough"));
        });
    }

    private TrainOptions Options => new()
    {
        Data = Small.Yaml,
        Epochs = 2,
        ImageSize = 64,
        Batch = 2,
        NominalBatch = 4,
        Plots = false,
        Project = Folder.Root,
        Augmentation = new AugmentationSettings { Degrees = 5, MixUp = 0.5 },
    };

    private Dictionary<string, byte[]> Final(TrainOptions options)
    {
        using var fresh = new YoloModel(Small.TinyNetwork());
        Dictionary<string, byte[]> weights = [];
        fresh.AddCallback("on_final_eval_start", (Trainer trainer) => weights = BytesOf(trainer.Network!));
        fresh.Train(options);
        return weights;
    }

    private static Dictionary<string, byte[]> BytesOf(YoloNetwork network) =>
        network.StateEntries().ToDictionary(entry => entry.Key, entry => WeightTransfer.ToData(entry.Value).Bytes.ToArray(), StringComparer.Ordinal);

    private static IEnumerable<string> Files(string directory) =>
        Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/'));
}
