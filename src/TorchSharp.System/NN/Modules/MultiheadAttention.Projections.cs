using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed partial class MultiheadAttention
{
    private void MakeProjections(long kdim, long vdim, bool bias)
    {
        if (kdim == width && vdim == width)
        {
            Make("in_proj_weight", [3 * width, width], parameter => nn.init.xavier_uniform_(parameter));
        }
        else
        {
            Make("q_proj_weight", [width, width], parameter => nn.init.xavier_uniform_(parameter));
            Make("k_proj_weight", [width, kdim], parameter => nn.init.xavier_uniform_(parameter));
            Make("v_proj_weight", [width, vdim], parameter => nn.init.xavier_uniform_(parameter));
        }

        if (bias)
        {
            Make("in_proj_bias", [3 * width], parameter => nn.init.zeros_(parameter));
        }
    }

    private void MakeOutput(bool bias)
    {
        Make("out_proj.weight", [width, width], parameter => nn.init.kaiming_uniform_(parameter, Math.Sqrt(5)));
        if (bias)
        {
            Make("out_proj.bias", [width], parameter => nn.init.zeros_(parameter));
        }
    }

    private (Tensor Query, Tensor Key, Tensor Value) Project(Tensor query, Tensor key, Tensor value)
    {
        var weights = Find("in_proj_weight")?.chunk(3) ?? [Find("q_proj_weight")!, Find("k_proj_weight")!, Find("v_proj_weight")!];
        var biases = Find("in_proj_bias")?.chunk(3) ?? [null!, null!, null!];
        return (
            nn.functional.linear(query, weights[0], biases[0]),
            nn.functional.linear(key, weights[1], biases[1]),
            nn.functional.linear(value, weights[2], biases[2]));
    }

    // The parameters live in the register alone, so that `to` replaces them there.
    private Parameter? Find(string name) => _internal_params.TryGetValue(name, out var parameter) ? parameter : null;

    private void Make(string name, long[] shape, Action<Parameter> initialise)
    {
        var parameter = EmptyParameter(shape, null, null);
        parameter.DetachFromDisposeScope();
        initialise(parameter);
        _internal_params.Add(name, parameter);
    }
}
