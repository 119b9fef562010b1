using Yolo.Engine.Validation;
using Yolo.Models;

namespace Yolo.Engine.Tasks;

/// <summary>What a judge needs to know of its run.</summary>
/// <param name="Network">The network that is judged.</param>
/// <param name="Options">The settings.</param>
/// <param name="ImageSize">Longer side of the network's input in pixels.</param>
internal sealed record JudgeSettings(YoloNetwork Network, ValidateOptions Options, int ImageSize)
{
    /// <summary>Number of classes. With single_cls too: all is counted as class 0 then, but matrices keep their size.</summary>
    internal int Classes => Network.Spec.Classes;
}
