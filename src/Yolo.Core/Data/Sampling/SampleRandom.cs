namespace Yolo.Data.Sampling;

/// <summary>
/// Random numbers that depend on seed, epoch and index alone: whichever thread asks, and in whatever order samples are made, each gets the same ones.
/// </summary>
/// <remarks>
/// The n-th number is SplitMix64's finaliser of key + n · odd constant, so its position can be saved and restored. Not for cryptography.
/// A mutable structure: pass it by reference.
/// </remarks>
internal struct SampleRandom
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private readonly ulong key;

    /// <summary>Opens a sequence.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="epoch">Epoch, from 0.</param>
    /// <param name="index">What the numbers are for: usually the position in the epoch.</param>
    public SampleRandom(long seed, long epoch, long index) =>
        key = Mix(Mix(Mix((ulong)seed + Increment) + (ulong)epoch + Increment) + (ulong)index + Increment);

    /// <summary>How many numbers have been drawn; may be set to go back or on.</summary>
    public ulong Position { readonly get; set; }

    /// <summary>Draws 64 random bits.</summary>
    /// <returns>Any value.</returns>
    public ulong NextBits() => Mix(key + (Increment * ++Position));

    /// <summary>Draws a number that is uniform on [0, 1).</summary>
    /// <returns>A multiple of 2⁻⁵³.</returns>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1L << 53));

    /// <summary>Draws a number that is uniform on [low, high).</summary>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end.</param>
    /// <returns>The number.</returns>
    public double Uniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>Draws a whole number that is uniform on 0 … count − 1.</summary>
    /// <param name="count">At least 1.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to choose from.</exception>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)Math.BigMul(NextBits(), (ulong)count, out _);
    }

    /// <summary>Decides with a probability.</summary>
    /// <param name="probability">0: never, 1: always. One number is drawn in any case.</param>
    /// <returns>Whether it happens.</returns>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>Draws from a beta distribution whose two parameters are the same whole number.</summary>
    /// <param name="shape">At least 1; 1 is uniform, greater ones gather around a half.</param>
    /// <returns>A number on [0, 1).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The shape is below 1.</exception>
    public double Beta(int shape)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shape, 1);
        // The median of 2a - 1 uniform numbers is Beta(a, a); for the small shapes of augmentation sorting costs nothing.
        Span<double> draws = stackalloc double[(2 * Math.Min(shape, 64)) - 1];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shape, 64);
        foreach (ref double draw in draws)
        {
            draw = NextDouble();
        }

        draws.Sort();
        return draws[draws.Length / 2];
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
