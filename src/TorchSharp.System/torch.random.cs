using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The generator that operations use when they are not given one.</summary>
    public static class random
    {
        /// <summary>Starts the generators of all devices from a seed.</summary>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <summary>Starts from a fresh seed of the system, which is returned.</summary>
        public static long seed() => Generator.Default.seed();

        /// <summary>The seed from which the generator started.</summary>
        public static long initial_seed() => Generator.Default.initial_seed();

        /// <summary>The whole state as bytes, for <see cref="set_rng_state"/>.</summary>
        public static Tensor get_rng_state() => Generator.Default.get_state();

        /// <summary>Goes back to a state from <see cref="get_rng_state"/>.</summary>
        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }

    /// <summary>Starts the generators of all devices from a seed.</summary>
    public static Generator manual_seed(long seed)
    {
        TorchError.Check(NativeMethods.ts_manual_seed(seed));
        return Generator.Default;
    }

    /// <summary>Starts from a fresh seed of the system, which is returned.</summary>
    public static long seed() => random.seed();

    /// <summary>The seed from which the generator started.</summary>
    public static long initial_seed() => random.initial_seed();

    /// <summary>The whole state of the generator as bytes, for <see cref="set_rng_state"/>.</summary>
    public static Tensor get_rng_state() => random.get_rng_state();

    /// <summary>Goes back to a state from <see cref="get_rng_state"/>.</summary>
    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);
}
