using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The cross entropy of probabilities and targets from 0 to 1.</summary>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.binary_cross_entropy.Tensor(input, target, weight, (long)reduction);

            /// <summary>The cross entropy of sigmoids and targets from 0 to 1.</summary>
            /// <param name="input">Logits.</param>
            /// <param name="target">Targets from 0 to 1.</param>
            /// <param name="weight">The weight of each part.</param>
            /// <param name="reduction">What becomes of the parts.</param>
            /// <param name="pos_weights">The weight of the positive part of each class.</param>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                Aten.binary_cross_entropy_with_logits.Tensor(input, target, weight, pos_weights, (long)reduction);

            /// <summary>The cross entropy of softmaxes and class numbers or probabilities.</summary>
            /// <param name="input">Logits [B, C, …] or [C].</param>
            /// <param name="target">Class numbers [B, …], or probabilities of the input's shape.</param>
            /// <param name="weight">The weight of each class.</param>
            /// <param name="ignore_index">A class number that does not count.</param>
            /// <param name="reduction">What becomes of the parts.</param>
            /// <param name="label_smoothing">The share of the target that goes evenly to all classes.</param>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0) => Aten.cross_entropy_loss.Tensor(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>The negative of the logarithmic probability of each target class.</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.nll_loss_nd.Tensor(input, target, weight, (long)reduction);

            /// <summary>Squared differences.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.mse_loss.Tensor(input, target, (long)reduction);

            /// <summary>Absolute differences.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.l1_loss.Tensor(input, target, (long)reduction);

            /// <summary>Absolute differences less half of beta, below beta squared differences over twice beta.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                Aten.smooth_l1_loss.Tensor(input, target, (long)reduction, beta);

            /// <summary>Half of squared differences, above delta the line that continues them.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean) =>
                Aten.huber_loss.Tensor(input, target, (long)reduction, delta);

            /// <summary>The Kullback-Leibler divergence of logarithmic probabilities and targets.</summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Aten.kl_div.Tensor(input, target, (long)reduction, log_target);

            /// <summary>The cosine of the angle between vectors along one dimension.</summary>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8) =>
                Aten.cosine_similarity.Tensor(x1, x2, dim, eps);

            /// <summary>The norm of the difference of vectors.</summary>
            public static Tensor pairwise_distance(Tensor input1, Tensor input2, double p = 2.0, double eps = 1e-6, bool keepdim = false) =>
                Aten.pairwise_distance.Tensor(input1, input2, p, eps, keepdim);

            /// <summary>One less the cosine where the target is 1, the cosine above a margin where it is -1.</summary>
            public static Tensor cosine_embedding_loss(
                Tensor input1, Tensor input2, Tensor target, double margin = 0.0, Reduction reduction = Reduction.Mean) =>
                Aten.cosine_embedding_loss.Tensor(input1, input2, target, margin, (long)reduction);

            /// <summary>max(0, -target·(input1 - input2) + margin).</summary>
            public static Tensor margin_ranking_loss(
                Tensor input1, Tensor input2, Tensor target, double margin = 0.0, Reduction reduction = Reduction.Mean) =>
                Aten.margin_ranking_loss.Tensor(input1, input2, target, margin, (long)reduction);

            /// <summary>log(1 + exp(-target·input)).</summary>
            public static Tensor soft_margin_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.soft_margin_loss.Tensor(input, target, (long)reduction);

            /// <summary>The input where the target is 1, max(0, margin - input) where it is -1.</summary>
            public static Tensor hinge_embedding_loss(Tensor input, Tensor target, double margin = 0.0, Reduction reduction = Reduction.Mean) =>
                Aten.hinge_embedding_loss.Tensor(input, target, margin, (long)reduction);

            /// <summary>max(0, |anchor - positive| - |anchor - negative| + margin).</summary>
            public static Tensor triplet_margin_loss(
                Tensor anchor, Tensor positive, Tensor negative, double margin = 1.0, long p = 2, double eps = 1e-06, bool swap = false,
                Reduction reduction = Reduction.Mean) =>
                Aten.triplet_margin_loss.Tensor(anchor, positive, negative, margin, (double)p, eps, swap, (long)reduction);

            /// <summary>The negative logarithmic probability of counts.</summary>
            public static Tensor poisson_nll_loss(
                Tensor input, Tensor target, bool log_input = true, bool full = false, float eps = 1e-8f, Reduction reduction = Reduction.Mean) =>
                Aten.poisson_nll_loss.Tensor(input, target, log_input, full, (double)eps, (long)reduction);
        }
    }
}
