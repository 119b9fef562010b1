using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on the tensor are recorded for its gradient; only floating tensors can be.</summary>
        public bool requires_grad
        {
            get => Checked(NativeMethods.ts_tensor_requires_grad(Handle)) != 0;
            set => Checked(NativeMethods.ts_tensor_set_requires_grad(Handle, value ? 1 : 0));
        }

        /// <summary>Whether the tensor is not the result of a recorded operation.</summary>
        public bool is_leaf => Checked(NativeMethods.ts_tensor_is_leaf(Handle)) != 0;

        /// <summary>The gradient that <see cref="backward()"/> left, under a handle of its own; null if there is none.</summary>
        public Tensor? grad
        {
            get
            {
                var found = NativeMethods.ts_tensor_grad(Handle);
                GC.KeepAlive(this);
                return found != IntPtr.Zero ? new Tensor(found) : NativeMethods.LastErrorIsEmpty() ? null : throw TorchError.Last();
            }

            set
            {
                Checked(NativeMethods.ts_tensor_set_grad(Handle, value?.Handle ?? IntPtr.Zero));
                GC.KeepAlive(value);
            }
        }

        /// <summary>Sets whether operations on the tensor are recorded, and returns it.</summary>
        public Tensor requires_grad_(bool requires_grad = true) => with_requires_grad(requires_grad);

        /// <summary>Sets whether operations on the tensor are recorded, and returns it.</summary>
        public Tensor with_requires_grad(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Keeps the gradient of a tensor that is not a leaf.</summary>
        public void retain_grad() => Checked(NativeMethods.ts_tensor_retain_grad(Handle));

        /// <summary>Adds the gradient of this tensor of one element to <see cref="grad"/> of all leaves it was computed from.</summary>
        public void backward() => autograd.backward([this]);

        /// <summary>Adds the gradient of this tensor to <see cref="grad"/> of all leaves it was computed from, or of the given inputs.</summary>
        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }
}
