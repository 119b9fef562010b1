using Yolo.Callbacks;
using Yolo.Engine.Logging;

namespace Yolo.Engine.Validation;

/// <content>What a validation says to a logger.</content>
public sealed partial class Validator
{
    // Of several ranks the first speaks for all; a training says itself how good an epoch was.
    private void Say(ValidationData data, ValidationReport report)
    {
        if (!World.IsFirst)
        {
            return;
        }

        Model.Log.Warn(report.Warnings);
        if (Phase == ValidationPhase.Standalone)
        {
            Model.Log.Warn(Model.RandomWeights is { } random ? [random] : []);
            Model.Log.Logger.ValidationFinished(Model.Source, data.Spec.File, report.Outcome.Fitness, Seen);
        }
    }
}
