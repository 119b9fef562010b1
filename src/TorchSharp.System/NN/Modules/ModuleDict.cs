using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules by name, in the order in which they were added; they are registered when the dictionary is registered with a module.</summary>
/// <typeparam name="T">The modules.</typeparam>
public class ModuleDict<T> : nn.Module, IDictionary<string, T>, IList<(string, T)>
    where T : nn.Module
{
    private readonly OrderedDict<string, T> entries = new();
    private bool areRegistered;

    /// <summary>An empty dictionary.</summary>
    public ModuleDict()
        : base(nameof(ModuleDict<T>))
    {
    }

    /// <summary>The number of modules.</summary>
    public int Count => entries.Count;

    /// <summary>False.</summary>
    public bool IsReadOnly => false;

    /// <summary>The names in order.</summary>
    public ICollection<string> Keys => entries.Keys;

    /// <summary>The modules in order.</summary>
    public ICollection<T> Values => entries.Values;

    /// <summary>The entry at a place in the order.</summary>
    public (string, T) this[int index]
    {
        get => entries[index];
        set => entries[index] = value;
    }

    /// <summary>The module of a name.</summary>
    public T this[string key]
    {
        get => entries[key];
        set => entries[key] = value;
    }

    /// <summary>Adds a module.</summary>
    public void Add((string, T) item) => entries.Add(item);

    /// <summary>Adds a module.</summary>
    public void Add(string key, T value) => entries.Add(key, value);

    /// <summary>Adds a module.</summary>
    public void Add(KeyValuePair<string, T> item) => entries.Add(item);

    /// <summary>Removes all modules, without disposing them.</summary>
    public void clear() => entries.clear();

    /// <summary>Removes all modules, without disposing them.</summary>
    public void Clear() => entries.clear();

    /// <summary>Whether the entry, name and module, is there.</summary>
    public bool Contains((string, T) item) => entries.Contains(item);

    /// <summary>Whether the entry's name is there.</summary>
    public bool Contains(KeyValuePair<string, T> item) => entries.Contains(item);

    /// <summary>Whether the name is there.</summary>
    public bool ContainsKey(string key) => entries.ContainsKey(key);

    /// <summary>Copies the entries in order.</summary>
    public void CopyTo((string, T)[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    /// <summary>Copies the entries in order.</summary>
    public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    /// <summary>The entries in order.</summary>
    public IEnumerator<(string, T)> GetEnumerator() => entries.GetEnumerator();

    /// <summary>The place of an entry in the order, -1 if it is not there.</summary>
    public int IndexOf((string, T) item) => entries.IndexOf(item);

    /// <summary>Adds a module at a place in the order.</summary>
    public void Insert(int index, (string, T) item) => entries.Insert(index, item);

    /// <summary>The entries in order.</summary>
    public IEnumerator<(string, T)> items() => entries.items();

    /// <summary>The names in order.</summary>
    public IEnumerable<string> keys() => entries.keys();

    /// <summary>Removes a module, without disposing it.</summary>
    public bool Remove((string, T) item) => entries.Remove(item);

    /// <summary>Removes a module, without disposing it.</summary>
    /// <exception cref="KeyNotFoundException">The name is not there.</exception>
    public bool Remove(string key) => entries.Remove(key);

    /// <summary>Removes a module, without disposing it.</summary>
    public bool Remove(KeyValuePair<string, T> item) => entries.Remove(item);

    /// <summary>Removes the module at a place in the order, without disposing it.</summary>
    public void RemoveAt(int index) => entries.RemoveAt(index);

    /// <summary>The module of a name, if it is there.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => entries.TryGetValue(key, out value);

    /// <summary>The modules in order.</summary>
    public IEnumerable<T> values() => entries.values();

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() => ((IEnumerable<KeyValuePair<string, T>>)entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)entries).GetEnumerator();

    /// <summary>Registers the modules under their names.</summary>
    protected override void RegisterComponents()
    {
        if (areRegistered)
        {
            return;
        }

        foreach (var (name, module) in entries)
        {
            register_module(name, module);
        }

        areRegistered = true;
    }
}
