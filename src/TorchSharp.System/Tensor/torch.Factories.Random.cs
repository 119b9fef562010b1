using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A random integer from [low, high).</summary>
    public static long randint_long(long low, long high, Generator? generator = null)
    {
        using var one = randint(low, high, [1L], ScalarType.Int64, CPU, false, generator);
        return one.item<long>();
    }

    /// <summary>Writes the numbers from 0 to n-1 in random order into a tensor.</summary>
    public static Tensor randperm(long n, Tensor @out, Generator? generator = null)
    {
        using var same = Aten.randperm_generator_out.Tensor(n, generator, @out);
        return @out;
    }
}
