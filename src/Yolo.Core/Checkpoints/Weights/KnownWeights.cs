namespace Yolo.Checkpoints.Weights;

/// <summary>What a weight file must be.</summary>
/// <param name="Length">Its length in bytes; null where only the hash is known.</param>
/// <param name="Sha256">Its SHA-256, as 64 hexadecimal digits.</param>
internal sealed record KnownWeights(long? Length, string Sha256);
