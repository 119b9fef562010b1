using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers with a state of its own.</summary>
    public class Generator : IDisposable
    {
        private static readonly Lazy<Generator> Shared = new(() =>
            new Generator(TorchError.Check(NativeMethods.ts_generator_default(CPU.Packed)), CPU));

        /// <summary>A generator on a device, the processor unless told otherwise, that starts from a seed.</summary>
        public Generator(ulong seed = 0, Device? device = null)
            : this(TorchError.Check(NativeMethods.ts_generator_new((device ?? CPU).Packed, (long)seed)), device ?? CPU)
        {
        }

        private Generator(IntPtr handle, Device device)
        {
            Handle = handle;
            this.device = device;
        }

        /// <summary>Frees the native half if nobody else did.</summary>
        ~Generator() => Dispose(false);

        /// <summary>The generator that operations use when they are not given one, on the processor.</summary>
        public static Generator Default => Shared.Value;

        /// <summary>The native half, lent.</summary>
        public IntPtr Handle { get; private set; }

        /// <summary>Where the generator's numbers are drawn.</summary>
        public Device device { get; }

        /// <summary>The whole state as bytes, for <see cref="set_state"/>.</summary>
        public Tensor get_state()
        {
            var state = NativeMethods.ts_generator_get_state(Handle);
            GC.KeepAlive(this);
            return new Tensor(state);
        }

        /// <summary>Goes back to a state from <see cref="get_state"/>.</summary>
        public void set_state(Tensor value)
        {
            TorchError.Check(NativeMethods.ts_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(value);
            GC.KeepAlive(this);
        }

        /// <summary>Starts again from a seed.</summary>
        /// <returns>This generator.</returns>
        public Generator manual_seed(long seed)
        {
            TorchError.Check(NativeMethods.ts_generator_manual_seed(Handle, seed));
            return this;
        }

        /// <summary>Starts again from a fresh seed of the system, which is returned.</summary>
        public long seed() => Seed(1);

        /// <summary>The seed from which the generator started.</summary>
        public long initial_seed() => Seed(0);

        private long Seed(int fresh)
        {
            var seed = NativeMethods.ts_generator_seed(Handle, fresh);
            GC.KeepAlive(this);
            return seed;
        }

        /// <summary>Frees the native half.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the native half.</summary>
        protected virtual void Dispose(bool disposing)
        {
            if (Handle != IntPtr.Zero)
            {
                NativeMethods.ts_generator_delete(Handle);
                Handle = IntPtr.Zero;
            }
        }
    }
}
