namespace Yolo.Charts;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where it stands, in the axis' own numbers.</param>
/// <param name="Text">What is written beside it.</param>
internal readonly record struct Tick(double Value, string Text);
