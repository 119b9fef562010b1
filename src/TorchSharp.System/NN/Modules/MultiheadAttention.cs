using static TorchSharp.torch;

namespace TorchSharp.Modules;

// L and S are the lengths of queries and keys, B the batch, E the width, H the heads, D = E / H.

/// <summary>Attention with several heads over sequences [L, B, E].</summary>
public sealed partial class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor?, bool, Tensor?, Tuple<Tensor, Tensor>>
{
    private readonly long width;
    private readonly long heads;
    private readonly double dropout;
    private readonly bool addZero;

    internal MultiheadAttention(
        long embedded_dim, long num_heads, double dropout, bool bias, bool add_bias_kv, bool add_zero_attn, long kdim, long vdim)
        : base(nameof(MultiheadAttention))
    {
        if (num_heads < 1 || embedded_dim % num_heads != 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"A width of {embedded_dim} cannot be divided among {num_heads} heads."), nameof(num_heads));
        }

        width = embedded_dim;
        heads = num_heads;
        this.dropout = dropout;
        addZero = add_zero_attn;
        MakeProjections(kdim, vdim, bias);
        MakeOutput(bias);
        if (add_bias_kv)
        {
            Make("bias_k", [1, 1, width], parameter => nn.init.xavier_normal_(parameter));
            Make("bias_v", [1, 1, width], parameter => nn.init.xavier_normal_(parameter));
        }
    }

    /// <summary>Computes the output [L, B, E], and the weights [B, L, S], the mean over the heads; null unless they are needed.</summary>
    /// <param name="query">[L, B, E].</param>
    /// <param name="key">[S, B, K].</param>
    /// <param name="value">[S, B, V].</param>
    /// <param name="key_padding_mask">[B, S]: true where a key is to be ignored.</param>
    /// <param name="need_weights">Whether the weights are returned.</param>
    /// <param name="attn_mask">[L, S] or [B·H, L, S]: numbers that are added, or true where a key is to be ignored.</param>
    public new Tuple<Tensor, Tensor> call(
        Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null) =>
        base.call(query, key, value, key_padding_mask, need_weights, attn_mask);

    /// <inheritdoc/>
    public override Tuple<Tensor, Tensor> forward(
        Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask, bool need_weights, Tensor? attn_mask)
    {
        using var scope = NewDisposeScope();
        var (length, batch) = (query.size(0), query.size(1));
        var (q, k, v) = Project(query, key, value);
        if (Find("bias_k") is { } keyBias)
        {
            k = cat([k, keyBias.expand(1, batch, width)], 0); // [S + 1, B, E]
            v = cat([v, Find("bias_v")!.expand(1, batch, width)], 0); // [S + 1, B, E]
        }

        (q, k, v) = (PerHead(q * Math.Pow((double)width / heads, -0.5)), PerHead(k), PerHead(v));
        if (addZero)
        {
            k = cat([k, zeros_like(k.narrow(1, 0, 1))], 1); // [B·H, S + 1, D]
            v = cat([v, zeros_like(v.narrow(1, 0, 1))], 1); // [B·H, S + 1, D]
        }

        var scores = Masked(bmm(q, k.transpose(1, 2)), attn_mask, key_padding_mask, batch); // [B·H, L, S]
        var weights = nn.functional.softmax(scores, -1);
        var seen = bmm(nn.functional.dropout(weights, dropout, training), v); // [B·H, L, D]
        var joined = seen.transpose(0, 1).reshape(length, batch, width); // [L, B, E]
        var output = nn.functional.linear(joined, Find("out_proj.weight")!, Find("out_proj.bias"));
        var means = need_weights ? weights.reshape(batch, heads, length, -1).mean([1]) : null; // [B, L, S]
        return Tuple.Create(output.MoveToOuterDisposeScope(), means?.MoveToOuterDisposeScope()!);
    }

    private Tensor PerHead(Tensor sequence) => sequence.reshape(sequence.size(0), -1, width / heads).transpose(0, 1); // [B·H, L, D]

    // Keys that were added to the sequence are never masked.
    private Tensor Masked(Tensor scores, Tensor? mask, Tensor? padding, long batch)
    {
        if (mask is not null)
        {
            var additive = mask.dtype == ScalarType.Bool ? zeros_like(mask, scores.dtype).masked_fill(mask, double.NegativeInfinity) : mask;
            scores = scores + nn.functional.pad(additive, (0, scores.size(2) - additive.size(-1)));
        }

        if (padding is null)
        {
            return scores;
        }

        var ignored = nn.functional.pad(padding.to(ScalarType.Bool), (0, scores.size(2) - padding.size(1))); // [B, S]
        var perBatch = scores.reshape(batch, heads, scores.size(1), scores.size(2));
        return perBatch.masked_fill(ignored.unsqueeze(1).unsqueeze(1), double.NegativeInfinity).reshape(scores.shape);
    }
}
