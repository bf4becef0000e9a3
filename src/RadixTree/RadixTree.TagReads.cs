using System;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <summary>Whether the entry at an index has a tag; false also where there is no entry. O(height), lock-free, linearizable, allocates nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such <paramref name="tag"/>.</exception>
    public bool GetTag(ulong index, int tag)
    {
        ThrowIfNoTag(tag, TagCount);
        using ReadSection section = domain.EnterRead();
        return RadixReader<TValue>.GetTag(ref root, index, tag);
    }

    /// <summary>Whether any entry has a tag. O(1), lock-free, allocates nothing.</summary>
    /// <remarks>Exact between writes. During one it may be true a little too early or too late, never false while an entry is tagged throughout.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such <paramref name="tag"/>.</exception>
    public bool IsAnyTagged(int tag)
    {
        ThrowIfNoTag(tag, TagCount);
        using ReadSection section = domain.EnterRead();
        return RadixReader<TValue>.IsAnyTagged(ref root, tag);
    }

    /// <summary>Counts the entries with a tag. O(tagged entries); not a snapshot: entries tagged throughout are counted once; lock-free, allocates nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such <paramref name="tag"/>.</exception>
    public long CountTagged(int tag)
    {
        ThrowIfNoTag(tag, TagCount);
        return RadixCopy<TValue>.Count(this, RadixWindow.Tagged(tag));
    }
}
