using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Yolo.Engine.Optimization;

/// <summary>A parameter that takes part in a step, since it has a gradient.</summary>
/// <param name="State">What the optimizer remembers of it.</param>
/// <param name="Gradient">Laid out as the parameter.</param>
internal readonly record struct MovingParameter(ParameterState State, Tensor Gradient)
{
    /// <summary>The parameter.</summary>
    internal Parameter Parameter => State.Parameter;
}
