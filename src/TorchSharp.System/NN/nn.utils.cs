using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Helpers around parameters.</summary>
        public static partial class utils
        {
            private const double ClipEpsilon = 1e-6;

            /// <summary>Scales all gradients down together, so that their common norm is at most a number; waits for the device.</summary>
            /// <param name="tensors">The parameters; those without a gradient do not count.</param>
            /// <param name="max_norm">The largest norm.</param>
            /// <param name="norm_type">The kind of norm; infinity for the largest absolute value.</param>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var none = NoGrad.Enter();
                using var scope = NewDisposeScope();
                var gradients = Gradients(tensors);
                if (gradients.Length == 0)
                {
                    return 0;
                }

                var norms = stack(Aten.foreach_norm_Scalar.Many(gradients, norm_type).Select(norm => norm.to(gradients[0].device)));
                var total = Aten.norm_ScalarOpt_dim.Tensor(norms, norm_type, new long[] { 0 }, false).ToScalar().ToDouble();
                var factor = max_norm / (total + ClipEpsilon);
                if (!(factor >= 1))
                {
                    Aten.foreach_mul__Scalar.Run(gradients, factor);
                }

                return total;
            }

            /// <summary>Cuts every element of all gradients to a range around zero.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var none = NoGrad.Enter();
                using var scope = NewDisposeScope();
                foreach (var gradient in Gradients(tensors))
                {
                    gradient.clamp_(-clip_value, clip_value);
                }
            }

            /// <summary>All parameters, one after the other, in one dimension.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return cat([.. tensors.Select(parameter => parameter.reshape(-1))]).MoveToOuterDisposeScope();
            }

            /// <summary>Makes parameters parts of one vector, which they share from then on.</summary>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">The vector is too short.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                var start = 0L;
                foreach (var parameter in tensors)
                {
                    var part = vec.narrow(0, start, parameter.NumberOfElements).view(parameter.shape);
                    TorchError.Check(NativeMethods.ts_tensor_set_data(parameter.Handle, part.Handle));
                    start += parameter.NumberOfElements;
                }
            }

            private static Tensor[] Gradients(IEnumerable<Parameter> parameters) => [.. parameters.Select(Gradient.Of).OfType<Tensor>()];
        }
    }
}
