using Yolo.Checkpoints.Pickle;
using Yolo.Modules;
using static TorchSharp.torch;

namespace Yolo.Checkpoints.Ultralytics;

/// <summary>One module of the reference while its attributes and children are gathered.</summary>
internal sealed class ModuleState(ModulePickler pickler)
{
    private readonly List<(string Name, PickleObject Child)> _children = [];
    private readonly PickleDictionary _own = new();

    /// <summary>What the whole network has in common.</summary>
    internal ModulePickler Pickler => pickler;

    /// <summary>Parameters by name; null where the reference has the name without a tensor.</summary>
    internal PickleDictionary Parameters { get; } = new(isOrdered: true);

    /// <summary>Buffers by name.</summary>
    internal PickleDictionary Buffers { get; } = new(isOrdered: true);

    /// <summary>Adds an attribute, or changes it.</summary>
    internal ModuleState Set(string name, object? value)
    {
        _own[name] = value is int number ? (long)number : value;
        return this;
    }

    /// <summary>Adds a child.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="child">The child.</param>
    /// <param name="before">The child that follows it in the reference; null: it is the last so far.</param>
    internal ModuleState Add(string name, PickleObject child, string? before = null)
    {
        var place = before is null ? -1 : _children.FindIndex(entry => entry.Name == before);
        _children.Insert(place < 0 ? _children.Count : place, (name, child));
        return this;
    }

    /// <summary>Adds the activation <c>act</c>.</summary>
    internal ModuleState Activate(Activation activation, string? before = null) => Add("act", pickler.Activation(activation), before);

    /// <summary>The output channels of a convolution block among the children of a module.</summary>
    internal static int Outputs(nn.Module module, string child) =>
        (int)((Conv)module.named_children().First(entry => entry.name == child).module).Convolution.out_channels;

    /// <summary>The object, with the attributes of every module in the reference's order and then its own.</summary>
    internal PickleObject Build(PickleGlobal type)
    {
        var modules = new PickleDictionary(isOrdered: true);
        foreach (var (name, child) in _children)
        {
            modules.Add(name, child);
        }

        var attributes = new PickleDictionary
        {
            { "training", false },
            { "_parameters", Parameters },
            { "_buffers", Buffers },
            { "_non_persistent_buffers_set", new PickleSet() },
            { "_backward_hooks", new PickleDictionary(isOrdered: true) },
            { "_is_full_backward_hook", null },
            { "_forward_hooks", new PickleDictionary(isOrdered: true) },
            { "_forward_pre_hooks", new PickleDictionary(isOrdered: true) },
            { "_state_dict_hooks", new PickleDictionary(isOrdered: true) },
            { "_load_state_dict_pre_hooks", new PickleDictionary(isOrdered: true) },
            { "_load_state_dict_post_hooks", new PickleDictionary(isOrdered: true) },
            { "_modules", modules },
        };
        foreach (var (name, value) in _own)
        {
            attributes[name] = value;
        }

        return new PickleObject(type, PickleTuple.Empty, PickleConstruction.New) { State = attributes };
    }
}
