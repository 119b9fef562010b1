using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using static TorchSharp.torch;

namespace Yolo.Engine.Inference;

/// <summary>Finds out whether a program listens to what the layers of a network do, which only libtorch lets it.</summary>
internal static class ForwardHooks
{
    // TorchSharp keeps them in fields that it does not show.
    private static readonly string[] Names = ["pre_hooks", "post_hooks", "module_pre_hooks", "module_post_hooks"];

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();

    /// <summary>Whether a layer has one.</summary>
    internal static bool AreOn(nn.Module network) =>
        network.modules().Prepend(network).Any(module => Fields.GetOrAdd(module.GetType(), Find).Any(field => field.GetValue(module) is IDictionary { Count: > 0 }));

    private static FieldInfo[] Find(Type type)
    {
        var found = new List<FieldInfo>();
        for (var at = type; at is not null; at = at.BaseType)
        {
            found.AddRange(Names.Select(name => at.GetField(name, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)).OfType<FieldInfo>());
        }

        return [.. found];
    }
}
