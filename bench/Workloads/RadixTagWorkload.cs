using System;
using System.Collections.Generic;
using Concurrent.Bench.Data;

namespace Concurrent.Bench.Workloads;

/// <summary>A dense array of which one entry in a hundred is tagged, beside the same in a dictionary that must look at all.</summary>
internal sealed class RadixTagWorkload
{
    private const int Tag = 1;
    private readonly RadixTree<long> tree = new();
    private readonly Dictionary<ulong, (long Value, bool Tagged)> dictionary = [];
    private readonly ulong[] some;
    private readonly ulong[] indices = new ulong[64];
    private readonly long[] values = new long[64];
    private int next;

    public RadixTagWorkload(int entries)
    {
        ulong[] all = RadixShapes.Indices(RadixShape.DenseRandom, entries);
        Tagged = entries / 100;
        some = all[..Tagged];
        foreach (ulong index in all)
        {
            tree[index] = 1;
            dictionary[index] = (1, false);
        }

        foreach (ulong index in some)
        {
            tree.SetTag(index, Tag);
            dictionary[index] = (1, true);
        }
    }

    /// <summary>How many are tagged: a scan counts as so many operations.</summary>
    public int Tagged { get; }

    public long Scan(int tagged)
    {
        _ = tagged;
        long seen = 0;
        foreach (KeyValuePair<ulong, long> entry in tree.EnumerateTagged(Tag)) seen += entry.Value;
        return seen;
    }

    public long Copy(int tagged)
    {
        _ = tagged;
        long seen = 0;
        ulong from = 0;
        bool more = true;
        while (more) seen += tree.CopyTagged(Tag, from, indices, values, out from, out more);
        return seen;
    }

    public long ScanAll(int tagged)
    {
        _ = tagged;
        long seen = 0;
        foreach (KeyValuePair<ulong, long> entry in tree) seen += tree.GetTag(entry.Key, Tag) ? entry.Value : 0;
        return seen;
    }

    public long DictionaryScan(int tagged)
    {
        _ = tagged;
        long seen = 0;
        foreach ((long value, bool isTagged) in dictionary.Values) seen += isTagged ? value : 0;
        return seen;
    }

    /// <summary>Clears a tag and sets it again, counted as one operation.</summary>
    public long ClearSet(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            ulong index = some[next];
            if (++next == some.Length) next = 0;
            if (tree.ClearTag(index, Tag) && tree.SetTag(index, Tag)) right++;
        }

        return right;
    }
}
