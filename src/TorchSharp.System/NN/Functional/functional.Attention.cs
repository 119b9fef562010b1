using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            // Before 2.0 the operator had another name and returned a pair.
            private static readonly bool HasFusedAttention = !__version__.StartsWith("1.", StringComparison.Ordinal);
            private static readonly Operator Attention = new(HasFusedAttention ? "scaled_dot_product_attention" : "_scaled_dot_product_attention");

            /// <summary>softmax(query · keyᵀ / √E + mask) · value.</summary>
            /// <param name="query">[B, …, L, E].</param>
            /// <param name="key">[B, …, S, E].</param>
            /// <param name="value">[B, …, S, V].</param>
            /// <param name="attn_mask">[…, L, S]: numbers that are added, or false where nothing is to be seen.</param>
            /// <param name="p">The probability of dropout.</param>
            /// <param name="is_casual">Whether each place sees only those up to its own; not together with a mask.</param>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0.0, bool is_casual = false)
            {
                if (HasFusedAttention)
                {
                    return Attention.Tensor(query, key, value, attn_mask, p, is_casual);
                }

                var (output, weights) = Attention.Two(query, key, value, attn_mask, p, false, is_casual);
                weights.Dispose();
                return output;
            }
        }
    }
}
