using Yolo.Data;
using Yolo.Engine.Tasks.Detect;
using Yolo.Engine.Tasks.Pose;
using Yolo.Engine.Tasks.Segment;
using Yolo.Imaging;
using Yolo.Models;

namespace Yolo.Engine.Tasks;

/// <summary>What of a validation differs by the task of the model. There is one for each task, in a folder of its own, and they are chosen here alone.</summary>
internal abstract class ValidationTask
{
    /// <summary>Heading of the console's table.</summary>
    internal abstract string TableHeader { get; }

    /// <summary>The columns of results.csv that the metrics fill, in their order.</summary>
    internal abstract IReadOnlyList<string> MetricColumns { get; }

    /// <summary>The one for a model.</summary>
    /// <exception cref="NotSupportedException">The model's task is one that is not judged.</exception>
    internal static ValidationTask For(YoloModel model) => model.Network.Task switch
    {
        ModelTask.Detect => new DetectionTask(),
        ModelTask.Segment => new SegmentationTask(),
        ModelTask.Pose => new PoseTask(),
        _ => throw new NotSupportedException($"Validation judges boxes, masks and poses; {model.Source} is a model for the task '{model.Task}'. Use one for the task 'detect', 'segment' or 'pose'."),
    };

    /// <summary>Makes sure that the labels say what the model is judged by.</summary>
    /// <exception cref="DatasetException">They do not; where, and how to mend it.</exception>
    internal virtual void Require(ValidationData data, YoloModel model)
    {
    }

    /// <summary>Begins to judge.</summary>
    internal abstract ValidationJudge Begin(JudgeSettings settings);

    /// <summary>The charts that belong to the whole run, by their file names.</summary>
    internal abstract IEnumerable<(string File, Func<Image> Draw)> Charts(ValidationReport report);
}
