namespace Yolo.Data.Labels;

/// <summary>The content of one label file.</summary>
/// <param name="Objects">The objects; in the order of the rows unless duplicates were removed.</param>
/// <param name="Faults">Lines that break a rule; if there is one, the picture must be left out.</param>
/// <param name="Warnings">Lines that are used, but hardly say what was meant.</param>
/// <param name="Duplicates">Lines that repeat an earlier one.</param>
internal sealed record ParsedLabels(
    IReadOnlyList<ObjectLabel> Objects,
    IReadOnlyList<(int Line, string Message)> Faults,
    IReadOnlyList<(int Line, string Message)> Warnings,
    IReadOnlyList<(int Line, int First)> Duplicates);
