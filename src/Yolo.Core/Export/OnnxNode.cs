namespace Yolo.Export;

/// <summary>An operation of a graph.</summary>
/// <param name="Operator">The operator's name in the format.</param>
/// <param name="Inputs">What enters; null for an input that is left out.</param>
/// <param name="Outputs">What comes out.</param>
/// <param name="Attributes">Its settings.</param>
public sealed record OnnxNode(
    string Operator,
    IReadOnlyList<OnnxValue?> Inputs,
    IReadOnlyList<OnnxValue> Outputs,
    IReadOnlyList<OnnxSetting> Attributes);
