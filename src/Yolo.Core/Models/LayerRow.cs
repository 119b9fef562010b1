namespace Yolo.Models;

/// <summary>A row of a description: [from, repeats, block, arguments].</summary>
/// <param name="From">Rows whose outputs enter; −1 is the row before, −2 the one before that.</param>
/// <param name="Repeats">How often the block is repeated, before depth scaling.</param>
/// <param name="Block">Name of the block.</param>
/// <param name="Arguments">null, bool, long, double, string, or a list of them.</param>
/// <param name="Line">Line of the file, from 1; 0 if it does not come from a file.</param>
public sealed record LayerRow(IReadOnlyList<int> From, int Repeats, string Block, IReadOnlyList<object?> Arguments, int Line)
{
    /// <summary>Whether <see cref="From"/> was written as a list.</summary>
    public bool HasSeveralInputs { get; init; }
}
