namespace TorchSharp.Interop;

internal static partial class Aten
{
    internal static readonly Operator binary_cross_entropy = new("binary_cross_entropy");
    internal static readonly Operator binary_cross_entropy_with_logits = new("binary_cross_entropy_with_logits");
    internal static readonly Operator cross_entropy_loss = new("cross_entropy_loss");
    internal static readonly Operator nll_loss_nd = new("nll_loss_nd");
    internal static readonly Operator mse_loss = new("mse_loss");
    internal static readonly Operator l1_loss = new("l1_loss");
    internal static readonly Operator smooth_l1_loss = new("smooth_l1_loss");
    internal static readonly Operator huber_loss = new("huber_loss");
    internal static readonly Operator kl_div = new("kl_div");
    internal static readonly Operator cosine_similarity = new("cosine_similarity");
    internal static readonly Operator cosine_embedding_loss = new("cosine_embedding_loss");
    internal static readonly Operator margin_ranking_loss = new("margin_ranking_loss");
    internal static readonly Operator soft_margin_loss = new("soft_margin_loss");
    internal static readonly Operator hinge_embedding_loss = new("hinge_embedding_loss");
    internal static readonly Operator triplet_margin_loss = new("triplet_margin_loss");
    internal static readonly Operator poisson_nll_loss = new("poisson_nll_loss");
    internal static readonly Operator pairwise_distance = new("pairwise_distance");
}
