namespace Yolo.Export;

/// <summary>Non-maximum suppression as part of a graph.</summary>
/// <param name="Confidence">Only boxes more probable than this.</param>
/// <param name="Iou">Boxes that overlap a more probable one of their class by more are dropped.</param>
/// <param name="MaximumDetections">Rows of the output for each picture.</param>
/// <param name="Agnostic">Whether boxes of different classes suppress each other.</param>
internal sealed record SuppressionInGraph(double Confidence, double Iou, int MaximumDetections, bool Agnostic);
