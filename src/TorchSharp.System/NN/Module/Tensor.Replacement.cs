namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Takes over another object's native tensor and its place in a dispose scope; that object is then as if disposed.</summary>
        private protected Tensor(Tensor replaced, bool requiresGrad)
        {
            Gradient.Require(replaced, requiresGrad);
            handle = Interlocked.Exchange(ref replaced.handle, IntPtr.Zero);
            GC.SuppressFinalize(replaced);
            if (replaced.OwningDisposeScope is { } scope)
            {
                scope.Members.Remove(replaced);
                scope.Members.Add(this);
                OwningDisposeScope = scope;
                replaced.OwningDisposeScope = null;
            }
        }
    }
}
