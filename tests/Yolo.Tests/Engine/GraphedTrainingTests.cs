using Yolo.Engine;
using Yolo.Engine.Settings;
using Yolo.Engine.Training;
using Yolo.Models;
using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Tests.Engine;

/// <summary>Trainings by recorded graphs, which here do their work again on the processor.</summary>
public sealed class GraphedTrainingTests() : SingleThreadFixture(6)
{
    // Three of them, and the second batch of each, which is smaller, come before anything is recorded.
    private const int Epochs = 6;

    private TrainOptions Options => Small.Steps(Folder.Root) with { Epochs = Epochs, Batch = 4, NominalBatch = 8, Validate = false };

    [TestCase(ModelTask.Detect, false)]
    [TestCase(ModelTask.Detect, true)]
    [TestCase(ModelTask.Segment, false)]
    [TestCase(ModelTask.Segment, true)]
    [TestCase(ModelTask.Pose, true)]
    [TestCase(ModelTask.Obb, false)]
    [TestCase(ModelTask.Classify, false)]
    public void Train_EveryHead_LearnsWhatItLearnsStepByStep(ModelTask task, bool generation26)
    {
        Use(task);
        var eager = Train(Options, generation26);
        var graphed = Train(Options with { Compile = true }, generation26);

        Assert.Multiple(() =>
        {
            AssertSame(graphed, eager);
            Assert.That(eager.Graphs.Recorded, Is.Zero);
            Assert.That((graphed.Graphs.Recorded, graphed.Graphs.Replays), Is.EqualTo((2, 2 * 3)), "the full batches of the last three epochs, forward and backward");
        });
    }

    [TestCase("AdamW")]
    [TestCase("MuSGD")]
    public void Train_WithAnotherOptimizer_LearnsTheSame(string optimizer) =>
        AssertSame(Train(Options with { Compile = true, Optimizer = optimizer }), Train(Options with { Optimizer = optimizer }));

    // Of two pictures: four steps to a change of the weights, of which the first two run step by step.
    [Test]
    public void Train_AddingUpManyGradients_LearnsTheSame()
    {
        var options = Options with { Batch = 2, Epochs = 5 };

        AssertSame(Train(options with { Compile = true }), Train(options));
    }

    [Test]
    public void Train_FrozenLayers_LearnsTheSame_AndLeavesThemAsTheyWere()
    {
        var options = Options with { Freeze = [0, 1, 2] };
        var graphed = Train(options with { Compile = true });

        AssertSame(graphed, Train(options));
        Assert.That(graphed.Graphs.Replays, Is.Not.Zero);
    }

    // What learns is looked at in every step.
    [Test]
    public void Train_LayersThatAreFrozenOnTheWay_LearnsTheSame()
    {
        var graphed = Train(Options with { Compile = true, Epochs = 9 }, change: Freeze);

        AssertSame(graphed, Train(Options with { Epochs = 9 }, change: Freeze));
        Assert.That(graphed.Graphs.Recorded, Is.EqualTo(4), "anew for what still learns");

        static void Freeze(Trainer trainer)
        {
            if (trainer.Epoch == 4)
            {
                trainer.Network!.Layers[0].Module.parameters().ToList().ForEach(parameter => parameter.requires_grad = false);
            }
        }
    }

    [Test]
    public void Train_WhileSomebodyListens_CallsHooksInEveryStep()
    {
        var calls = 0;
        nn.HookableModule<Func<nn.Module<Tensor, Tensor>, Tensor, Tensor>, Func<nn.Module<Tensor, Tensor>, Tensor, Tensor, Tensor>>.HookRemover? hook = null;
        var graphed = Train(Options with { Compile = true }, change: Listen);

        AssertSame(graphed, Train(Options));
        Assert.That(calls, Is.EqualTo(4), "both batches of the last epochs but one, in which it was there");

        void Listen(Trainer trainer)
        {
            if (trainer is { Epoch: 3, BatchIndex: 0 })
            {
                hook = ((Conv)trainer.Network!.Layers[1].Module).register_forward_hook((_, _, output) =>
                {
                    calls++;
                    return output;
                });
            }

            if (trainer is { Epoch: 5, BatchIndex: 0 })
            {
                hook!.remove();
            }
        }
    }

    [Test]
    public void Train_ByGraphs_LeavesNoTensorBehind()
    {
        List<long> counts = [];
        _ = Train(Options with { Compile = true });
        var before = LiveTensors.Count;
        var (_, _, graphs) = Train(Options with { Compile = true }, change: _ => counts.Add(LiveTensors.Count));

        Assert.Multiple(() =>
        {
            Assert.That(LiveTensors.Count, Is.EqualTo(before));
            Assert.That(counts.Skip(8).Distinct().Count(), Is.LessThanOrEqualTo(2), string.Join(", ", counts));
            Assert.That(graphs.Alive, Is.Zero);
        });
    }

    // As when a batch does not fit into memory.
    [Test]
    public void Forget_Graphs_FreesThem_AndStepsBeginAnew()
    {
        using var network = ModelBuilder.Build(ModelSpec.Load(Small.TinyNetwork()));
        var graphs = new RepeatedGraphs(() => network.buffers());
        using var pass = new GraphedPass(network, graphs);
        Run(GraphedPass.FirstSteps + 1);
        Assert.That((graphs.Alive, graphs.Replays), Is.EqualTo((3, 2)));

        pass.Forget();
        Run(GraphedPass.FirstSteps);

        Assert.That((graphs.Alive, graphs.Recorded, graphs.Replays), Is.EqualTo((0, 2, 2)));

        void Run(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                using var scope = NewDisposeScope();
                pass.Backward(pass.Forward(rand(2, 3, 64, 64)).OneToMany!.Scores.sum());
            }
        }
    }

    [Test]
    public void Train_OnTheProcessor_IsRefused()
    {
        using var model = new YoloModel(Small.TinyNetwork());

        Assert.That(() => model.Train(Options with { Compile = true }), Throws.TypeOf<SettingException>().With.Message.Contains("takes a GPU"));
        Assert.That(Directory.EnumerateFileSystemEntries(Folder.Root), Is.Empty);
    }

    [Test]
    public void Train_WhereTheSizeOfInputsVaries_IsRefused() => Assert.Multiple(() =>
    {
        Assert.That(() => Train(Options with { Compile = true, MultiScale = 0.5 }), Throws.TypeOf<SettingException>().With.Message.Contains("multi_scale=0.5"));
        Assert.That(() => Train(Options with { Compile = true, Rect = true }), Throws.TypeOf<SettingException>().With.Message.Contains("rect=true"));
    });

    [Test]
    public void Require_OnSeveralRanks_IsRefused() => Assert.That(
        () => GraphedPass.Require(Options with { Compile = true }, hasOtherRanks: true, new RepeatedGraphs(() => [])),
        Throws.TypeOf<SettingException>().With.Message.Contains("several ranks"));

    private (List<float[]> Losses, List<float[]> State, RepeatedGraphs Graphs) Train(TrainOptions options, bool generation26 = false, Action<Trainer>? change = null)
    {
        using var model = new YoloModel(Small.TinyNetwork(generation26));
        List<float[]> losses = [];
        List<float[]> state = [];
        Trainer trainer = null!;
        var graphs = new RepeatedGraphs(() => trainer.Network!.buffers());
        model.AddCallback("on_train_batch_start", (Trainer running) => change?.Invoke(running));
        model.AddCallback("on_train_batch_end", (Trainer running) => losses.Add(running.LossValues.ToArray()));
        model.AddCallback("on_train_epoch_end", (Trainer running) =>
        {
            state.Clear();
            state.AddRange(running.Network!.StateEntries().Select(entry => Numbers(entry.Value)));
        });
        trainer = new Trainer(model, options) { Graphs = graphs };
        _ = trainer.Train();
        return (losses, state, graphs);
    }

    private static float[] Numbers(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float32).contiguous().data<float>().ToArray();
    }

    private static void AssertSame((List<float[]> Losses, List<float[]> State, RepeatedGraphs Graphs) graphed, (List<float[]> Losses, List<float[]> State, RepeatedGraphs Graphs) eager) =>
        Assert.Multiple(() =>
        {
            Assert.That(graphed.Losses, Has.Count.EqualTo(eager.Losses.Count));
            Assert.That(graphed.Losses, Is.EqualTo(eager.Losses));
            Assert.That(graphed.State, Is.EqualTo(eager.State), "weights, statistics and counters of norms");
        });
}
