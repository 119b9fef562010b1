using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Utils;

/// <summary>A dictionary that keeps the order in which its keys were added.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)>
    where TKey : notnull
{
    private readonly List<(TKey Key, TValue Value)> order = [];
    private readonly Dictionary<TKey, TValue> index = [];

    /// <summary>An empty dictionary.</summary>
    public OrderedDict()
    {
    }

    /// <summary>How many entries there are.</summary>
    public int Count => order.Count;

    /// <summary>False.</summary>
    public bool IsReadOnly => false;

    /// <summary>The keys in order, as a new list.</summary>
    public ICollection<TKey> Keys => order.ConvertAll(entry => entry.Key);

    /// <summary>The values in order, as a new list.</summary>
    public ICollection<TValue> Values => order.ConvertAll(entry => entry.Value);

    /// <summary>The entry at a place in the order.</summary>
    public (TKey, TValue) this[int index]
    {
        get => order[index];
        set
        {
            this.index.Remove(order[index].Key);
            this.index[value.Item1] = value.Item2;
            order[index] = value;
        }
    }

    /// <summary>The value of a key; a new key goes to the end.</summary>
    public TValue this[TKey key]
    {
        get => index[key];
        set
        {
            var place = index.ContainsKey(key) ? Place(key) : -1;
            index[key] = value;
            if (place >= 0)
            {
                order[place] = (key, value);
            }
            else
            {
                order.Add((key, value));
            }
        }
    }

    /// <summary>Removes all entries.</summary>
    public void clear()
    {
        order.Clear();
        index.Clear();
    }

    /// <summary>The entries in order.</summary>
    public IEnumerator<(TKey, TValue)> items() => order.GetEnumerator();

    /// <summary>The keys in order.</summary>
    public IEnumerable<TKey> keys() => order.Select(entry => entry.Key);

    /// <summary>The values in order.</summary>
    public IEnumerable<TValue> values() => order.Select(entry => entry.Value);

    /// <summary>Adds an entry at the end.</summary>
    /// <exception cref="ArgumentException">The key is there already.</exception>
    public void Add((TKey, TValue) item) => Add(item.Item1, item.Item2);

    /// <summary>Adds an entry at the end.</summary>
    /// <exception cref="ArgumentException">The key is there already.</exception>
    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    /// <summary>Adds an entry at the end.</summary>
    /// <exception cref="ArgumentException">The key is there already.</exception>
    public void Add(TKey key, TValue value)
    {
        index.Add(key, value);
        order.Add((key, value));
    }

    /// <summary>Removes all entries.</summary>
    public void Clear() => clear();

    /// <summary>Whether the entry, key and value, is there.</summary>
    public bool Contains((TKey, TValue) item) => order.Contains(item);

    /// <summary>Whether the entry's key is there.</summary>
    public bool Contains(KeyValuePair<TKey, TValue> item) => index.ContainsKey(item.Key);

    /// <summary>Whether the key is there.</summary>
    public bool ContainsKey(TKey key) => index.ContainsKey(key);

    /// <summary>Copies the entries in order.</summary>
    public void CopyTo((TKey, TValue)[] array, int arrayIndex) => order.CopyTo(array, arrayIndex);

    /// <summary>Copies the entries in order.</summary>
    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        foreach (var (key, value) in order)
        {
            array[arrayIndex++] = new(key, value);
        }
    }

    /// <summary>The entries in order.</summary>
    public IEnumerator<(TKey, TValue)> GetEnumerator() => order.GetEnumerator();

    /// <summary>The place of an entry in the order, -1 if it is not there.</summary>
    public int IndexOf((TKey, TValue) item) => order.IndexOf(item);

    /// <summary>Puts an entry at a place in the order.</summary>
    public void Insert(int index, (TKey, TValue) item)
    {
        this.index.Add(item.Item1, item.Item2);
        order.Insert(index, item);
    }

    /// <summary>Removes an entry.</summary>
    public bool Remove((TKey, TValue) item) => order.Contains(item) && Remove(item.Item1);

    /// <summary>Removes the entry of a key.</summary>
    /// <exception cref="KeyNotFoundException">The key is not there.</exception>
    public bool Remove(TKey key)
    {
        _ = index[key];
        order.RemoveAt(Place(key));
        return index.Remove(key);
    }

    /// <summary>Removes the entry of a key.</summary>
    public bool Remove(KeyValuePair<TKey, TValue> item) => index.ContainsKey(item.Key) && Remove(item.Key);

    /// <summary>Removes the entry at a place in the order.</summary>
    public void RemoveAt(int index)
    {
        this.index.Remove(order[index].Key);
        order.RemoveAt(index);
    }

    /// <summary>The value of a key, if it is there.</summary>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => index.TryGetValue(key, out value);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        order.Select(entry => new KeyValuePair<TKey, TValue>(entry.Key, entry.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<KeyValuePair<TKey, TValue>>)this).GetEnumerator();

    private int Place(TKey key) => order.FindIndex(entry => EqualityComparer<TKey>.Default.Equals(entry.Key, key));
}
