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
    internal override string BenchmarkMetric => "metrics/accuracy_top1";

    /// <inheritdoc/>
    internal override LabelForm Labels => LabelForm.Folders;

    /// <inheritdoc/>
    internal override int DefaultImageSize => 224;

    /// <inheritdoc/>
    internal override string TableHeader => ClassificationMetrics.Header;

    /// <inheritdoc/>
    internal override IReadOnlyList<string> MetricColumns => ClassificationMetrics.Columns;

    /// <inheritdoc/>
    internal override bool FindsByClass => false;

    /// <inheritdoc/>
    internal override InputPlan PlanInput(YoloModel model, ImageSize size, bool rect) => new ClassificationInputPlan(size);

    /// <inheritdoc/>
    internal override Postprocessor MakePostprocessor(YoloModel model, PredictOptions options) => new ClassificationPostprocessor(model, options);

    // Classes are numbered by the folders there are: with one fewer, numbers mean something else.
    private protected override bool CanJudge(int classes, int known) => classes == known;

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
