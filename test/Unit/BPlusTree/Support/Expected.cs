using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Trees;

/// <summary>The entries that a tree should hold: a sorted array with answers found the slow, obvious way.</summary>
internal sealed class Expected<TKey, TValue> where TKey : notnull
{
    private readonly TKey[] _keys;
    private readonly TValue[] _values;

    public Expected(SortedDictionary<TKey, TValue> model)
    {
        Comparer = model.Comparer;
        _keys = new TKey[model.Count];
        _values = new TValue[model.Count];
        model.Keys.CopyTo(_keys, 0);
        model.Values.CopyTo(_values, 0);
    }

    public IComparer<TKey> Comparer { get; }

    public int Count => _keys.Length;

    public KeyValuePair<TKey, TValue> this[int index] => new(_keys[index], _values[index]);

    public IReadOnlyList<TKey> Keys => _keys;

    public int IndexOf(TKey key)
    {
        int at = Array.BinarySearch(_keys, key, Comparer);
        return at < 0 ? -1 : at;
    }

    /// <summary>The index of the greatest key at or before (or strictly before) <paramref name="key"/>; -1 for none.</summary>
    public int Floor(TKey key, bool strictly)
    {
        int at = Array.BinarySearch(_keys, key, Comparer);
        return at < 0 ? ~at - 1 : strictly ? at - 1 : at;
    }

    /// <summary>The index of the least key at or after (or strictly after) <paramref name="key"/>; -1 for none.</summary>
    public int Ceiling(TKey key, bool strictly)
    {
        int at = Array.BinarySearch(_keys, key, Comparer);
        int found = at < 0 ? ~at : strictly ? at + 1 : at;
        return found < _keys.Length ? found : -1;
    }

    /// <summary>The entries whose key satisfies the condition, ascending.</summary>
    public List<KeyValuePair<TKey, TValue>> Where(Func<TKey, bool> condition)
    {
        var chosen = new List<KeyValuePair<TKey, TValue>>();
        for (int i = 0; i < _keys.Length; i++)
        {
            if (condition(_keys[i])) chosen.Add(this[i]);
        }

        return chosen;
    }
}
