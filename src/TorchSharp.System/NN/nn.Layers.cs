using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A parameter of a module; takes over the tensor, which must not be used any more.</summary>
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>Gives back what it gets.</summary>
        public static Identity Identity() => new();

        /// <summary>The product of the last dimension with a matrix [out, in], plus a bias.</summary>
        public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
            new(inputSize, outputSize, hasBias, device, dtype);

        /// <summary>The product of the last dimension with a given matrix [out, in], plus a bias. The module owns both.</summary>
        public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);

        /// <summary>Makes one dimension of several.</summary>
        public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);

        /// <summary>In training, sets numbers to zero at random and scales the rest up.</summary>
        public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

        /// <summary>In training, sets channels of [B, C, L] to zero at random and scales the rest up.</summary>
        public static Dropout1d Dropout1d(double p = 0.5, bool inplace = false) => new(p, inplace);

        /// <summary>In training, sets channels of [B, C, H, W] to zero at random and scales the rest up.</summary>
        public static Dropout2d Dropout2d(double p = 0.5, bool inplace = false) => new(p, inplace);

        /// <summary>In training, sets channels of [B, C, D, H, W] to zero at random and scales the rest up.</summary>
        public static Dropout3d Dropout3d(double p = 0.5, bool inplace = false) => new(p, inplace);

        /// <summary>Resizes to a size or by a factor, one of which is given.</summary>
        public static Upsample Upsample(
            long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null,
            bool? recompute_scale_factor = null) => new(size, scale_factor, mode, align_corners, recompute_scale_factor);

        /// <summary>x above zero, a learned fraction of it below: one, or one for each channel.</summary>
        public static PReLU PReLU(long num_parameters, double init = 0.25, Device? device = null, ScalarType? dtype = null) =>
            new(num_parameters, init, device, dtype);

        /// <summary>A table of vectors, normally distributed at first; that of the padding number is zero and is not learned.</summary>
        public static Embedding Embedding(
            long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
            bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
            Modules.Embedding.Make(num_embeddings, embedding_dims, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse, device, dtype);

        /// <summary>Attention with several heads over sequences [L, B, E].</summary>
        public static MultiheadAttention MultiheadAttention(
            long embedded_dim, long num_heads, double dropout = 0.0, bool bias = true, bool add_bias_kv = false, bool add_zero_attn = false,
            long? kdim = null, long? vdim = null) =>
            new(embedded_dim, num_heads, dropout, bias, add_bias_kv, add_zero_attn, kdim ?? embedded_dim, vdim ?? embedded_dim);
    }
}
