using Yolo.Data;
using Yolo.Data.Labels;
using Yolo.Engine.Prediction;
using Yolo.Engine.Tasks.Classify;
using Yolo.Engine.Tasks.Detect;
using Yolo.Engine.Tasks.Obb;
using Yolo.Engine.Tasks.Pose;
using Yolo.Engine.Tasks.Segment;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Imaging;
using Yolo.Losses;
using Yolo.Models;

namespace Yolo.Engine.Tasks;

/// <summary>
/// What differs by the task of the model: labels, loss, judging, charts, input and results. There is one for each task, in a folder of its
/// own, and they are chosen here alone.
/// </summary>
internal abstract class YoloTask
{
    private static readonly Dictionary<ModelTask, YoloTask> All = new()
    {
        [ModelTask.Detect] = new DetectionTask(),
        [ModelTask.Segment] = new SegmentationTask(),
        [ModelTask.Pose] = new PoseTask(),
        [ModelTask.Obb] = new RotatedTask(),
        [ModelTask.Classify] = new ClassificationTask(),
    };

    /// <summary>What labels say about objects.</summary>
    internal abstract LabelForm Labels { get; }

    /// <summary>Objects must be more probable than this to be judged, where no setting says otherwise.</summary>
    internal virtual double DefaultConfidence => 0.001;

    /// <summary>Side of the input in pixels of a training from nothing, where no setting says otherwise.</summary>
    internal virtual int DefaultImageSize => 640;

    /// <summary>Heading of the console's table.</summary>
    internal abstract string TableHeader { get; }

    /// <summary>The columns of results.csv that the metrics fill, in their order.</summary>
    internal abstract IReadOnlyList<string> MetricColumns { get; }

    /// <summary>The metric by which forms of a model are compared.</summary>
    internal abstract string BenchmarkMetric { get; }

    /// <summary>
    /// Batches of a validation in training are so many times as large as those of the training, since they need no gradients; of rotated boxes only as
    /// large, since pictures from above hold many objects. Mean losses depend on it.
    /// </summary>
    internal virtual int ValidationBatches => 2;

    /// <summary>Whether what is found can be limited to some classes.</summary>
    internal virtual bool FindsByClass => true;

    /// <summary>The one of a model.</summary>
    internal static YoloTask For(ModelTask task) => All[task];

    /// <summary>How pictures become the network's input.</summary>
    /// <param name="model">The model.</param>
    /// <param name="size">The size that is asked for.</param>
    /// <param name="rect">Pad only as far as a batch needs it.</param>
    internal virtual InputPlan PlanInput(YoloModel model, ImageSize size, bool rect) => new(size.RoundUp(model.MaximumStride), model.MaximumStride, rect);

    /// <summary>What makes results of what the network says.</summary>
    internal virtual Postprocessor MakePostprocessor(YoloModel model, PredictOptions options) => new(model, options);

    /// <summary>Makes sure that a network can be judged by a data set.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="form">The form of the model.</param>
    /// <param name="source">What to call it.</param>
    /// <exception cref="DatasetException">It cannot; why, and how to mend it.</exception>
    internal virtual void Require(DatasetSpec data, ModelForm form, string source)
    {
        var (classes, known) = (data.ClassCount, form.Classes);
        if (!CanJudge(classes, known))
        {
            throw new DatasetException(FormattableString.Invariant($"{data.File} has {classes} classes, the model {source} {(classes > known ? "only " : "")}{known}: validate it with the data set that it was trained on."));
        }
    }

    /// <summary>Whether a network that knows so many classes can be judged by a data set of so many.</summary>
    private protected virtual bool CanJudge(int classes, int known) => classes <= known;

    /// <summary>Whether no term of the loss counts, so that nothing can be learned.</summary>
    internal abstract bool LearnsNothing(LossGains gains);

    /// <summary>Applies those settings of a training to a new network that are about it.</summary>
    internal virtual void Prepare(YoloNetwork network, TrainOptions options)
    {
    }

    /// <summary>The loss of one branch of the network's head; null for the cross entropy of classes.</summary>
    internal abstract DetectionLoss? Loss(YoloNetwork network, LossSettings settings, AssignmentRule rule);

    /// <summary>Begins to judge.</summary>
    internal abstract ValidationJudge Begin(JudgeSettings settings);

    /// <summary>The charts that belong to the whole run, by their file names.</summary>
    internal abstract IEnumerable<(string File, Func<Image> Draw)> Charts(ValidationReport report);
}
