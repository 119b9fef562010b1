namespace Yolo.Data.Labels;

/// <summary>The numbers of one line.</summary>
internal readonly record struct LabelRow(int Line, float[] Values);
