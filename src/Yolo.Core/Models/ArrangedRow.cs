namespace Yolo.Models;

/// <summary>The final arguments of a block and the channels that it gives.</summary>
/// <param name="Arguments">In the order of the constructor.</param>
/// <param name="Outputs">Channels; several for a block that splits its output, none for a head.</param>
/// <param name="RepeatsInside">Whether the block repeats itself, so that one is built.</param>
internal sealed record ArrangedRow(IReadOnlyList<object?> Arguments, IReadOnlyList<int> Outputs, bool RepeatsInside = false);
