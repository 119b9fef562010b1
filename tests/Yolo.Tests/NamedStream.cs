using System.Text;

namespace Yolo.Tests;

/// <summary>The numbers that the goldens compute from a name, as goldens/README.md says.</summary>
internal struct NamedStream(string key)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong state = Encoding.UTF8.GetBytes(key).Aggregate(0xcbf29ce484222325, (hash, value) => unchecked((hash ^ value) * 0x100000001b3));

    /// <summary>The next number, in [−1, 1).</summary>
    public double Next()
    {
        state = unchecked(state + Step);
        var z = unchecked((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        z ^= z >> 31;
        return ((z >> 11) * (1.0 / (1UL << 53)) * 2) - 1;
    }
}
