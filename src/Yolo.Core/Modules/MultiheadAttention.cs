using TorchSharp.Modules;
using TorchSharp.Utils;
using Yolo.Modules.Recording;
using static TorchSharp.torch;

namespace Yolo.Modules;

/// <summary>Attention of every token to every other, with projections of queries, keys and values, under torch's keys.</summary>
/// <remarks>Legend: B images, N tokens, C numbers of a token, h heads, d numbers of a head.</remarks>
public sealed class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    private const int Projections = 3;

    [ComponentName(Name = "in_proj_weight")]
    private readonly Parameter enterWeight;

    [ComponentName(Name = "in_proj_bias")]
    private readonly Parameter enterBias;

    private readonly Linear leave;
    private readonly int channels;
    private readonly int heads;

    /// <summary>Makes the attention with fresh weights.</summary>
    /// <param name="channels">C, a multiple of the heads.</param>
    /// <param name="heads">h.</param>
    /// <exception cref="ArgumentException">C is no multiple of the heads.</exception>
    public MultiheadAttention(int channels, int heads)
        : base(nameof(MultiheadAttention))
    {
        if (heads < 1 || channels % heads != 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"{channels} channels cannot be divided among {heads} heads."), nameof(heads));
        }

        (this.channels, this.heads) = (channels, heads);
        enterWeight = new Parameter(empty(Projections * channels, channels)).Owned();
        enterBias = new Parameter(zeros(Projections * channels)).Owned();
        nn.init.xavier_uniform_(enterWeight);
        leave = nn.Linear(channels, channels);
        using (no_grad())
        {
            leave.bias!.zero_();
        }

        register_parameter("in_proj_weight", enterWeight);
        register_parameter("in_proj_bias", enterBias);
        register_module("out_proj", leave);
    }

    /// <summary>C.</summary>
    internal int NumbersOfAToken => channels;

    /// <summary>h.</summary>
    internal int Heads => heads;

    /// <summary>Attends.</summary>
    /// <param name="query">[B, N, C].</param>
    /// <param name="key">[B, N, C].</param>
    /// <param name="value">[B, N, C].</param>
    /// <returns>[B, N, C].</returns>
    public override Tensor forward(Tensor query, Tensor key, Tensor value)
    {
        using var scope = NewDisposeScope();
        var attended = Operations.Attend(Project(query, 0), Project(key, 1), Project(value, 2)); // [B, h, d, N]
        var joined = Operations.Reshape(Operations.Permute(attended, 0, 3, 1, 2), 0, -1, channels); // [B, N, C]
        return Operations.Linear(joined, leave.weight, leave.bias!).MoveToOuterDisposeScope();
    }

    /// <summary>Nothing: the constructor registers everything by key.</summary>
    protected override void RegisterComponents()
    {
    }

    private Tensor Project(Tensor tokens, int which)
    {
        var weight = Operations.Narrow(enterWeight, 0, which * channels, channels); // [C, C]
        var bias = Operations.Narrow(enterBias, 0, which * channels, channels); // [C]
        var projected = Operations.Linear(tokens, weight, bias); // [B, N, C]
        return Operations.Permute(Operations.Reshape(projected, 0, -1, heads, channels / heads), 0, 2, 3, 1); // [B, h, d, N]
    }
}
