using Yolo.Data;
using Yolo.Data.Labels;
using Yolo.Engine.Prediction;
using Yolo.Engine.Training;
using Yolo.Engine.Validation;
using Yolo.Imaging;
using Yolo.Losses;
using Yolo.Metrics;
using Yolo.Models;
using Yolo.Modules.Heads;
using Yolo.Plots;

namespace Yolo.Engine.Tasks.Classify;

/// <summary>One class for a whole picture.</summary>
internal sealed class ClassificationTask : YoloTask
{
    /// <inheritdoc/>
    internal override LabelForm Labels => LabelForm.Folders;

    /// <inheritdoc/>
    internal override int DefaultImageSize => 224;

    /// <inheritdoc/>
    internal override string TableHeader => ClassificationMetrics.Header;

    /// <inheritdoc/>
    internal override IReadOnlyList<string> MetricColumns => ClassificationMetrics.Columns;

    /// <inheritdoc/>
    internal override InputPlan Input(YoloModel model, ImageSize size, bool rect) => new ClassificationInputPlan(size);

    /// <inheritdoc/>
    internal override Postprocessor Results(YoloModel model, PredictOptions options) => new ClassificationPostprocessor(model, options);

    /// <inheritdoc/>
    internal override void Require(DatasetSpec data, YoloNetwork network, string source)
    {
        base.Require(data, network, source);

        // Classes are numbered by the folders there are: with one fewer, numbers mean something else.
        if (data.ClassCount < network.Spec.Classes)
        {
            throw new DatasetException(FormattableString.Invariant($"{data.File} has {data.ClassCount} classes, the model {source} {network.Spec.Classes}: validate it with the data set that it was trained on."));
        }
    }

    /// <inheritdoc/>
    internal override bool LearnsNothing(LossGains gains) => false;

    /// <inheritdoc/>
    internal override void Prepare(YoloNetwork network, TrainOptions options) => network.modules().OfType<ClassificationHead>().Single().Dropout = options.Dropout;

    /// <inheritdoc/>
    internal override DetectionLoss? Loss(YoloNetwork network, LossSettings settings, AssignmentRule rule) => null;

    /// <inheritdoc/>
    internal override ValidationJudge Begin(JudgeSettings settings) => new ClassificationJudge(settings);

    /// <inheritdoc/>
    internal override IEnumerable<(string File, Func<Image> Draw)> Charts(ValidationReport report) => ConfusionPlot.Files(report.ConfusionMatrix, report.Names);
}
