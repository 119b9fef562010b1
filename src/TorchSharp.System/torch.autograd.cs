using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients of what was computed.</summary>
    public static partial class autograd
    {
        /// <summary>The gradients of the outputs with respect to the inputs; no tensor's own gradient changes.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">An input was not used and <paramref name="allow_unused"/> is false.</exception>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var results = new IntPtr[inputs.Count];
            unsafe
            {
                fixed (IntPtr* output = Handles(outputs), input = Handles(inputs), gradient = Handles(grad_outputs), result = results)
                {
                    TorchError.Check(NativeMethods.ts_autograd_grad(
                        output, outputs.Count, input, inputs.Count, gradient, grad_outputs?.Count ?? 0,
                        retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, result));
                }
            }

            KeepAlive(outputs, inputs, grad_outputs);
            return [.. results.Select(handle => handle != IntPtr.Zero ? new Tensor(handle) : null!)];
        }

        /// <summary>Adds the gradients of tensors to those of all leaves they were computed from, or of the given inputs.</summary>
        /// <param name="tensors">What is derived; each has one element unless a gradient is given for it.</param>
        /// <param name="grad_tensors">The gradients to start from; ones if left out.</param>
        /// <param name="retain_graph">Whether the graph is kept for another time; as <paramref name="create_graph"/> if null.</param>
        /// <param name="create_graph">Whether the derivation is recorded in turn.</param>
        /// <param name="inputs">The tensors that get gradients; all leaves if left out.</param>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            unsafe
            {
                fixed (IntPtr* tensor = Handles(tensors), gradient = Handles(grad_tensors), input = Handles(inputs))
                {
                    TorchError.Check(NativeMethods.ts_autograd_backward(
                        tensor, tensors.Count, gradient, grad_tensors?.Count ?? 0,
                        (retain_graph ?? create_graph) ? 1 : 0, create_graph ? 1 : 0, input, inputs?.Count ?? 0));
                }
            }

            KeepAlive(tensors, grad_tensors, inputs);
        }

        /// <summary>Adds the gradient of a tensor to those of all leaves it was computed from, or of the given inputs.</summary>
        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>Adds the gradient of a tensor to those of all leaves it was computed from, or of the given inputs.</summary>
        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        private static IntPtr[] Handles(IList<Tensor>? tensors) => tensors is null ? [] : [.. tensors.Select(tensor => tensor.Handle)];

        private static void KeepAlive(params ReadOnlySpan<IList<Tensor>?> lists)
        {
            foreach (var list in lists)
            {
                foreach (var tensor in list ?? [])
                {
                    GC.KeepAlive(tensor);
                }
            }
        }
    }
}
