using System.Diagnostics.CodeAnalysis;
using TorchSharp.Interop;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A table of vectors, read by number.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly long? paddingIndex;
    private readonly double? maximumNorm;
    private readonly double normType;
    private readonly bool scaleByFrequency;
    private readonly bool sparse;

    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    internal Embedding(Parameter table, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse)
        : base(nameof(Embedding))
    {
        paddingIndex = padding_idx < 0 ? padding_idx + table.size(0) : padding_idx;
        maximumNorm = max_norm;
        normType = norm_type;
        scaleByFrequency = scale_grad_by_freq;
        this.sparse = sparse;
        weight = table;
    }

    /// <summary>The table [numbers, dimensions]; setting it disposes the old one.</summary>
    [DisallowNull]
    public Parameter? weight
    {
        get => _weight;
        set => Set(ref _weight, nameof(weight), value);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (maximumNorm is { } largest)
        {
            using var none = NoGrad.Enter();
            Aten.embedding_renorm_.InPlace(_weight, input, largest, normType);
        }

        return Aten.embedding.Tensor(_weight, input, paddingIndex ?? -1, scaleByFrequency, sparse);
    }

    internal static Embedding Make(
        long count, long dimensions, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse, Device? device,
        ScalarType? dtype)
    {
        var module = new Embedding(EmptyParameter([count, dimensions], device, dtype), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
        nn.init.normal_(module._weight!);
        if (module.paddingIndex is { } index)
        {
            using var none = NoGrad.Enter();
            using var row = module._weight!.select(0, index);
            row.zero_();
        }

        return module;
    }
}
