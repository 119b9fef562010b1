namespace Yolo.Tracking.Motion;

/// <summary>Draws whole numbers that look random and are the same in every run (SplitMix64). A mutable structure: pass it by reference.</summary>
internal struct DrawSequence
{
    private ulong state;

    /// <summary>A number that is uniform on 0 … count − 1.</summary>
    public int Next(int count)
    {
        state += 0x9E3779B97F4A7C15;
        var bits = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return (int)Math.BigMul(bits ^ (bits >> 31), (ulong)count, out _);
    }
}
