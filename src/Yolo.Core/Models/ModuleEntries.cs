using static TorchSharp.torch;

namespace Yolo.Models;

/// <summary>The entries of state dictionaries, found in one walk over the modules.</summary>
internal static class ModuleEntries
{
    /// <summary>All entries in the family's order: of each module its parameters, its buffers, its children.</summary>
    internal static List<KeyValuePair<string, Tensor>> Of(nn.Module module)
    {
        var entries = new List<KeyValuePair<string, Tensor>>();
        Add(entries, module, "");
        return entries;
    }

    /// <summary>Numbers among the parameters of a module and all below it; a parameter that is shared counts once.</summary>
    internal static long CountParameters(nn.Module module) => Count(module, new HashSet<Tensor>(ReferenceEqualityComparer.Instance));

    private static long Count(nn.Module module, HashSet<Tensor> seen)
    {
        long count = 0;
        foreach (var (_, parameter) in module.named_parameters(recurse: false))
        {
            count += seen.Add(parameter) ? parameter.numel() : 0;
        }

        foreach (var (_, child) in module.named_children())
        {
            count += Count(child, seen);
        }

        return count;
    }

    private static void Add(List<KeyValuePair<string, Tensor>> entries, nn.Module module, string prefix)
    {
        foreach (var (name, parameter) in module.named_parameters(recurse: false))
        {
            entries.Add(new(prefix + name, parameter));
        }

        foreach (var (name, buffer) in module.named_buffers(recurse: false, include_nonpersistent: false))
        {
            entries.Add(new(prefix + name, buffer));
        }

        foreach (var (name, child) in module.named_children())
        {
            Add(entries, child, $"{prefix}{name}.");
        }
    }
}
