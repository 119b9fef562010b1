namespace TorchSharp.Tests.Operations;

/// <summary>An argument that becomes a tensor of 64-bit integers.</summary>
public sealed record Index(Array Values)
{
    public Index(params long[] values)
        : this((Array)values)
    {
    }

    public override string ToString() => $"index [{Values.Length}]";
}
