namespace TorchSharp.Tests.Operations;

/// <summary>An argument that becomes a tensor of truth values.</summary>
public sealed record Mask(Array Values)
{
    public Mask(params bool[] values)
        : this((Array)values)
    {
    }

    public override string ToString() => $"mask [{Values.Length}]";
}
