using System.Globalization;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules that are called one after the other; their keys are "0", "1", … unless named. What lies between two modules is disposed.</summary>
public partial class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<(string Name, nn.IModule<Tensor, Tensor> Module)> sequence = [];

    /// <summary>A sequence of named modules.</summary>
    protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : this()
    {
        Add(modules);
    }

    /// <summary>A sequence of modules with their numbers as names.</summary>
    protected Sequential(params nn.Module<Tensor, Tensor>[] modules)
        : this()
    {
        Add(modules);
    }

    internal Sequential()
        : base(nameof(Sequential))
    {
    }

    /// <summary>The number of modules.</summary>
    public int Count => sequence.Count;

    /// <summary>The module at a place.</summary>
    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => sequence[index].Module;

    /// <summary>The modules of a range, with their names, as a new sequence.</summary>
    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    /// <summary>The modules of a range, with their names, as a new sequence.</summary>
    [IndexerName("SequentialItems")]
    public Sequential this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    /// <summary>Adds a module under a name, and returns this sequence.</summary>
    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        sequence.Add((name, module));
        return this;
    }

    /// <summary>Adds a module under its number, and returns this sequence.</summary>
    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(Count.ToString(CultureInfo.InvariantCulture), module);

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor)
    {
        if (sequence.Count == 0)
        {
            return tensor.alias();
        }

        var result = sequence[0].Module.call(tensor);
        for (var i = 1; i < sequence.Count; i++)
        {
            var next = sequence[i].Module.call(result);
            result.Dispose();
            result = next;
        }

        return result;
    }

    /// <inheritdoc/>
    public override nn.Module apply(Action<nn.Module> fn)
    {
        foreach (var module in Parts)
        {
            module.apply(fn);
        }

        fn(this);
        return this;
    }

    /// <summary>Sets training mode, or evaluation mode, here and in all modules.</summary>
    public override void train(bool on = true) => base.train(on);

    /// <summary>Sets evaluation mode here and in all modules.</summary>
    public override void eval() => train(false);

    internal Sequential Add(IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> modules)
    {
        foreach (var (name, module) in modules)
        {
            append(name, module);
        }

        return this;
    }

    internal Sequential Add(IEnumerable<nn.Module<Tensor, Tensor>> modules)
    {
        foreach (var module in modules)
        {
            append(module);
        }

        return this;
    }

    /// <summary>Disposes all modules.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var module in Parts)
            {
                module.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    /// <summary>Moves and converts all modules.</summary>
    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => ForParts(module => module._to(device, dtype, non_blocking));

    /// <summary>Moves all modules.</summary>
    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
        ForParts(module => module._to(deviceType, deviceIndex, non_blocking));

    /// <summary>Converts all modules.</summary>
    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => ForParts(module => module._to(dtype, non_blocking));

    private IEnumerable<nn.Module> Parts => sequence.Select(entry => (nn.Module)entry.Module);

    private Sequential ForParts(Action<nn.Module> action)
    {
        foreach (var module in Parts)
        {
            action(module);
        }

        return this;
    }

    private Sequential Slice(int start, int end)
    {
        if (start < 0 || start > Count || end < 0 || end > Count)
        {
            throw new IndexOutOfRangeException(FormattableString.Invariant($"The sequence has {Count} modules; {start} to {end} is outside."));
        }

        var slice = new Sequential();
        slice.sequence.AddRange(sequence[start..Math.Max(start, end)]);
        return slice;
    }
}
