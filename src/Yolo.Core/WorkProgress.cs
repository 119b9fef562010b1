namespace Yolo;

/// <summary>How far something has come that may take its time and has no events: verifying labels, a download, the stages of an export.</summary>
/// <param name="Work">What is done, for people, such as "Verifying labels".</param>
/// <param name="Done">How much of it is done.</param>
/// <param name="Total">How much it is in all; null if nobody knows.</param>
/// <param name="Unit">What is counted.</param>
public readonly record struct WorkProgress(string Work, long Done, long? Total, WorkUnit Unit = WorkUnit.Steps);
