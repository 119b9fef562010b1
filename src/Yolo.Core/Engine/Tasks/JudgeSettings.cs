using Yolo.Engine.Validation;
using Yolo.Geometry;
using Yolo.Models;

namespace Yolo.Engine.Tasks;

/// <summary>What a judge needs to know of its run.</summary>
/// <param name="Form">The form of the model that is judged.</param>
/// <param name="Options">The settings, with the confidence filled in.</param>
/// <param name="ImageSize">Longer side of the network's input in pixels.</param>
internal sealed record JudgeSettings(ModelForm Form, ValidateOptions Options, int ImageSize)
{
    /// <summary>Number of classes. With single_cls too: all is counted as class 0 then, but matrices keep their size.</summary>
    internal int Classes => Form.Classes;

    /// <summary>Objects must be more probable than this.</summary>
    internal float Confidence => (float)Options.Confidence!.Value;

    /// <summary>How boxes are chosen: of every class that is probable enough.</summary>
    internal SuppressionOptions Suppression => new()
    {
        Confidence = Confidence,
        Iou = Options.Iou,
        MaximumDetections = Options.MaximumDetections,
        Agnostic = Options.AgnosticNms || Options.SingleClass,
        MultiLabel = true,
    };
}
