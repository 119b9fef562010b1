using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Sequential
{
    /// <inheritdoc/>
    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
        recurse ? Distinct(module => module.named_parameters(true)) : [];

    /// <inheritdoc/>
    public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true) =>
        recurse ? Distinct(module => module.named_buffers(true, include_persistent)) : [];

    /// <inheritdoc/>
    public override IEnumerable<(string name, nn.Module module)> named_children()
    {
        foreach (var (name, module) in sequence)
        {
            yield return (name, (nn.Module)module);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(string name, nn.Module module)> named_modules()
    {
        foreach (var child in named_children())
        {
            yield return child;
        }

        foreach (var (outer, child) in named_children())
        {
            foreach (var (inner, module) in child.named_modules())
            {
                yield return ($"{outer}.{inner}", module);
            }
        }
    }

    private IEnumerable<(string, T)> Distinct<T>(Func<nn.Module, IEnumerable<(string, T)>> of)
        where T : Tensor
    {
        var seen = new HashSet<IntPtr> { IntPtr.Zero };
        foreach (var (outer, module) in named_children())
        {
            foreach (var (inner, tensor) in of(module))
            {
                if (seen.Add(tensor.handle))
                {
                    yield return ($"{outer}.{inner}", tensor);
                }
            }
        }
    }
}
