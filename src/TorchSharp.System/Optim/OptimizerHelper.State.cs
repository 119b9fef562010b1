namespace TorchSharp.Modules;

public abstract partial class OptimizerHelper
{
    /// <summary>The options of all groups and the state of all parameters: the optimizer's own objects, not copies.</summary>
    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            dictionary.Options.Add(group.Options);
            var places = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                places.Add(dictionary.State.Count);
                dictionary.State.Add(_state[parameter.Handle]);
            }

            dictionary.StateIndexRef.Add(places);
        }

        return dictionary;
    }

    /// <summary>Copies options and state out of those of another optimizer of the same kind.</summary>
    /// <exception cref="ArgumentException">The number of groups or of parameters differs.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        RequireSizes(own, state_dict.Options.Count, state_dict.State.Count);
        foreach (var (target, source) in own.Options.Zip(state_dict.Options).Where(pair => !ReferenceEquals(pair.First, pair.Second)))
        {
            target.LoadStateDict(source);
        }

        foreach (var (target, source) in own.State.Zip(state_dict.State).Where(pair => !ReferenceEquals(pair.First, pair.Second)))
        {
            target.LoadStateDict(source);
        }
    }

    /// <summary>Writes options and state to a file in TorchSharp's own format.</summary>
    public void save_state_dict(string location)
    {
        using var stream = File.Create(location);
        using var writer = new BinaryWriter(stream);
        save_state_dict(writer);
    }

    /// <summary>Writes options and state in TorchSharp's own format.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        var own = state_dict();
        writer.Write(GetType().Name);
        TensorStream.Write(writer, own.Options.Count);
        TensorStream.Write(writer, own.State.Count);
        own.Options.ForEach(options => options.SaveStateDict(writer));
        own.State.ForEach(state => state.SaveStateDict(writer));
    }

    /// <summary>Reads options and state from a file in TorchSharp's own format.</summary>
    public void load_state_dict(string location)
    {
        using var stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        load_state_dict(reader);
    }

    /// <summary>Reads options and state in TorchSharp's own format.</summary>
    /// <exception cref="InvalidDataException">The stream was written by another kind of optimizer.</exception>
    /// <exception cref="ArgumentException">The number of groups or of parameters differs.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        var kind = reader.ReadString();
        if (kind != GetType().Name)
        {
            throw new InvalidDataException($"The stream holds the state of {kind}, not of {GetType().Name}.");
        }

        var own = state_dict();
        var groups = TensorStream.Read(reader);
        RequireSizes(own, groups, TensorStream.Read(reader));
        own.Options.ForEach(options => options.LoadStateDict(reader));
        own.State.ForEach(state => state.LoadStateDict(reader));
    }

    private static void RequireSizes(StateDictionary own, long groups, long states)
    {
        if (own.Options.Count != groups || own.State.Count != states)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The state is for {groups} groups with {states} parameters; the optimizer has {own.Options.Count} with {own.State.Count}."));
        }
    }
}
