using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An array of numbers of one type on one device, with the operations on it. It owns one reference to libtorch's tensor, which
    /// <see cref="Dispose()"/>, the dispose scope that holds it, or at last the finalizer gives back.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;

        internal IntPtr handle;

        internal Tensor(IntPtr handle)
        {
            this.handle = handle != IntPtr.Zero ? handle : throw TorchError.Last();
            OwningDisposeScope = DisposeScopeManager.OfThread.Register(this);
            CountUp();
        }

        /// <summary>Gives the tensor's memory back if nobody else did.</summary>
        ~Tensor() => Dispose(false);

        /// <summary>Tensors that are alive in managed code, in all threads.</summary>
        public static long TotalCount => Interlocked.Read(ref totalCount);

        /// <summary>The largest <see cref="TotalCount"/> so far.</summary>
        public static long PeakCount => Interlocked.Read(ref peakCount);

        /// <summary>A name for people who debug.</summary>
        public string? name { get; set; }

        /// <summary>True once the tensor was disposed.</summary>
        public bool IsInvalid => handle == IntPtr.Zero;

        /// <summary>libtorch's tensor, lent.</summary>
        /// <exception cref="InvalidOperationException">The tensor was disposed.</exception>
        public IntPtr Handle => handle != IntPtr.Zero ? handle : throw new InvalidOperationException("The tensor was disposed.");

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Takes over a reference to a tensor of libtorch's.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => ReferenceEquals(this, obj) || (obj is Tensor other && Equals(other));

        /// <inheritdoc/>
        public override int GetHashCode() => base.GetHashCode();

        /// <summary>Gives the tensor's memory back. Further calls do nothing; any other use throws.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Gives the tensor's memory back.</summary>
        /// <param name="disposing">False in a finalizer, which may touch no scope: scopes belong to the thread that made them.</param>
        protected virtual void Dispose(bool disposing)
        {
            var owned = Interlocked.Exchange(ref handle, IntPtr.Zero);
            if (owned == IntPtr.Zero)
            {
                return;
            }

            if (disposing)
            {
                DisposeScopeManager.OfThread.CountDisposal(this);
                OwningDisposeScope?.MarkAsDisposed(this);
            }

            Interlocked.Decrement(ref totalCount);
            NativeMethods.ts_tensor_release(owned);
        }

        /// <summary>Moves the tensor to the scope outside its own; without one, it is detached.</summary>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of its scope: whoever detached it disposes it.</summary>
        /// <returns>This tensor.</returns>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Moves the tensor to the scope that holds another.</summary>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        /// <summary>Moves the tensor to another scope; null detaches it.</summary>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null)
            {
                other?.Attach(this);
            }
            else
            {
                OwningDisposeScope.MoveToOther(other, this);
            }

            return this;
        }

        /// <summary>Hands libtorch's tensor over to the caller; this object is then as if disposed.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            GC.SuppressFinalize(this);
            var owned = Interlocked.Exchange(ref handle, IntPtr.Zero);
            if (owned == IntPtr.Zero)
            {
                throw new InvalidOperationException("The tensor was disposed.");
            }

            Interlocked.Decrement(ref totalCount);
            return owned;
        }

        // Taken through `this`, a native result keeps the tensor from being finalized while the call runs.
        private int Checked(int result)
        {
            GC.KeepAlive(this);
            return TorchError.Check(result);
        }

        private long Checked(long result)
        {
            GC.KeepAlive(this);
            return TorchError.Check(result);
        }

        private IntPtr Checked(IntPtr result)
        {
            GC.KeepAlive(this);
            return TorchError.Check(result);
        }

        private static void CountUp()
        {
            var now = Interlocked.Increment(ref totalCount);
            if (now > Interlocked.Read(ref peakCount))
            {
                Interlocked.Exchange(ref peakCount, now);
            }
        }
    }
}
