using static TorchSharp.torch;

namespace Yolo.Models;

/// <summary>A layer of a network.</summary>
/// <param name="Index">Its number, from 0; its weights' keys begin with <c>model.{Index}</c>.</param>
/// <param name="Row">The row that describes it.</param>
/// <param name="Repeats">How often the block is repeated, after depth scaling.</param>
/// <param name="Arguments">Arguments of the block's constructor.</param>
/// <param name="Module">The block, or a Sequential of several.</param>
/// <param name="Parameters">Numbers among its weights that are parameters, when it was built.</param>
public sealed record NetworkLayer(int Index, LayerRow Row, int Repeats, IReadOnlyList<object?> Arguments, nn.Module Module, long Parameters)
{
    /// <summary>Indexes of the layers whose outputs enter; −1 is the picture.</summary>
    public IReadOnlyList<int> Inputs { get; } = [.. Row.From.Select(from => from < 0 ? Index + from : from)];
}
