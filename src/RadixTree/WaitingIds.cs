using System;
using System.Diagnostics;

namespace Concurrent;

/// <summary>Ids that were freed and wait for a grace period, oldest first. Under the lock.</summary>
internal sealed class WaitingIds
{
    private Entry[] entries = new Entry[16];
    private int head;
    private int length;

    internal bool IsEmpty => length == 0;

    /// <summary>When the oldest may be given out again: once this is safe in the domain.</summary>
    internal long OldestTag => entries[head].Tag;

    /// <summary>When all may be given out again.</summary>
    internal long NewestTag => entries[(head + length - 1) & (entries.Length - 1)].Tag;

    /// <summary>Makes room for so many more, so that <see cref="Add"/> allocates nothing (P5).</summary>
    internal void Reserve(int more)
    {
        if (entries.Length - length >= more) return;
        int size = entries.Length;
        while (size - length < more) size = checked(2 * size);
        var larger = new Entry[size];
        for (int i = 0; i < length; i++) larger[i] = entries[(head + i) & (entries.Length - 1)];
        entries = larger;
        head = 0;
    }

    /// <summary>Neighbours that were freed one after the other wait as one.</summary>
    internal void Add(ulong first, ulong last, long tag)
    {
        if (length > 0)
        {
            ref Entry newest = ref entries[(head + length - 1) & (entries.Length - 1)];
            if (newest.Tag == tag && newest.Last < first && newest.Last + 1 == first)
            {
                newest.Last = last;
                return;
            }
        }

        Debug.Assert(length < entries.Length, "P5: room was made before.");
        entries[(head + length++) & (entries.Length - 1)] = new Entry { First = first, Last = last, Tag = tag };
    }

    internal (ulong First, ulong Last) Oldest => (entries[head].First, entries[head].Last);

    internal void RemoveOldest()
    {
        head = (head + 1) & (entries.Length - 1);
        length--;
    }

    private struct Entry
    {
        internal ulong First;
        internal ulong Last;
        internal long Tag;
    }
}
