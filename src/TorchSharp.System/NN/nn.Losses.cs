using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>The cross entropy of probabilities.</summary>
        public static BCELoss BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
            new(weight, reduction);

        /// <summary>The cross entropy of sigmoids.</summary>
        public static BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
            new(weight, reduction, pos_weights);

        /// <summary>The cross entropy of softmaxes.</summary>
        public static CrossEntropyLoss CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean) =>
            new(weight, ignore_index, reduction);

        /// <summary>The negative of the logarithmic probability of each target class.</summary>
        public static NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
            new(weight, reduction);

        /// <summary>Squared differences.</summary>
        public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) =>
            new(reduction);

        /// <summary>Absolute differences.</summary>
        public static L1Loss L1Loss(Reduction reduction = Reduction.Mean) =>
            new(reduction);

        /// <summary>Absolute differences, rounded off near zero.</summary>
        public static SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1) =>
            new(reduction, beta);

        /// <summary>Half of squared differences, above delta the line that continues them.</summary>
        public static HuberLoss HuberLoss(double delta = 1, Reduction reduction = Reduction.Mean) =>
            new(delta, reduction);

        /// <summary>The Kullback-Leibler divergence of logarithmic probabilities and targets.</summary>
        public static KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) =>
            new(log_target, reduction);

        /// <summary>The negative logarithmic probability of counts.</summary>
        public static PoissonNLLLoss PoissonNLLLoss(bool log_input = true, bool full = false, float eps = 1E-08f, Reduction reduction = Reduction.Mean) =>
            new(log_input, full, eps, reduction);

        /// <summary>log(1 + exp(-target·input)).</summary>
        public static SoftMarginLoss SoftMarginLoss(Reduction reduction = Reduction.Mean) =>
            new(reduction);

        /// <summary>Distances of like pairs, and what unlike pairs lack to a margin.</summary>
        public static HingeEmbeddingLoss HingeEmbeddingLoss(double margin = 1, Reduction reduction = Reduction.Mean) =>
            new(margin, reduction);

        /// <summary>What the first input lacks to be above the second by a margin.</summary>
        public static MarginRankingLoss MarginRankingLoss(double margin = 0, Reduction reduction = Reduction.Mean) =>
            new(margin, reduction);

        /// <summary>One less the cosine of like pairs, the cosine above a margin of unlike ones.</summary>
        public static CosineEmbeddingLoss CosineEmbeddingLoss(double margin = 0, Reduction reduction = Reduction.Mean) =>
            new(margin, reduction);
    }
}
