using System.Collections;
using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules with the keys "0", "1", …, which they get when the list is registered with a module.</summary>
/// <typeparam name="T">The modules.</typeparam>
public class ModuleList<T> : nn.Module, IList<T>
    where T : nn.Module
{
    private readonly List<T> list;
    private bool areRegistered;

    /// <summary>A list of these modules.</summary>
    public ModuleList(params T[] modules)
        : base(nameof(ModuleList<T>))
    {
        list = [.. modules ?? []];
    }

    /// <summary>The number of modules.</summary>
    public int Count => list.Count;

    /// <summary>False.</summary>
    public bool IsReadOnly => false;

    /// <summary>The module at a place; a change after registration does not reach the keys.</summary>
    public T this[int index]
    {
        get => list[index];
        set => list[index] = value;
    }

    /// <summary>Adds a module.</summary>
    public void Add(T item) => list.Add(item);

    /// <summary>Adds modules.</summary>
    public void append(params T[] parameters) => list.AddRange(parameters ?? []);

    /// <summary>Adds modules.</summary>
    public void extend(IEnumerable<T> modules) => list.AddRange(modules);

    /// <summary>Removes all modules, without disposing them.</summary>
    public void Clear() => list.Clear();

    /// <summary>Whether the module is in the list.</summary>
    public bool Contains(T item) => list.Contains(item);

    /// <summary>Copies the modules.</summary>
    public void CopyTo(T[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

    /// <summary>The modules in order.</summary>
    public IEnumerator<T> GetEnumerator() => list.GetEnumerator();

    /// <summary>The place of a module, -1 if it is not in the list.</summary>
    public int IndexOf(T item) => list.IndexOf(item);

    /// <summary>Adds a module at a place.</summary>
    public void Insert(int index, T item) => list.Insert(index, item);

    /// <summary>Removes a module, without disposing it.</summary>
    public bool Remove(T item) => list.Remove(item);

    /// <summary>Removes the module at a place, without disposing it.</summary>
    public void RemoveAt(int index) => list.RemoveAt(index);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Registers the modules under their numbers.</summary>
    protected override void RegisterComponents()
    {
        if (areRegistered)
        {
            return;
        }

        for (var i = 0; i < list.Count; i++)
        {
            register_module(i.ToString(CultureInfo.InvariantCulture), list[i]);
        }

        areRegistered = true;
    }
}
