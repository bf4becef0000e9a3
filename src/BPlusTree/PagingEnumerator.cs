using System;
using System.Collections;
using System.Collections.Generic;

namespace Concurrent;

/// <summary>Enumerates in pages: copies some entries inside a short section, then seeks on behind the last of them. Freezes nothing and may be kept for as long as one likes.</summary>
internal sealed class PagingEnumerator<TKey, TValue> : IEnumerator<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private const int PageSize = 64;

    private readonly IEntrySource<TKey> source;
    private readonly KeyRange<TKey> range;
    private readonly bool descending;
    private readonly long batchNumber;

    /// <summary>Whether the caller gets to see values, which a tree may own.</summary>
    private readonly bool showsValues;
    private readonly KeyValuePair<TKey, TValue>[] page;
    private KeyRange<TKey> rest;
    private int count;
    private int next;
    private bool last;
    private SnapshotLease? lease;

    /// <param name="source">Whose entries.</param>
    /// <param name="range">Which of them.</param>
    /// <param name="descending">In which order.</param>
    /// <param name="batchNumber">Which batch, when <paramref name="source"/> is one.</param>
    /// <param name="showsValues">Whether the caller gets to see values.</param>
    /// <param name="withinCall">Whether all steps are made within one call of the caller, who cannot leave a read section meanwhile.</param>
    internal PagingEnumerator(IEntrySource<TKey> source, KeyRange<TKey> range, bool descending, long batchNumber = 0, bool showsValues = true, bool withinCall = false)
    {
        // Between two steps the caller may leave the section that protected what was copied: then each step looks for itself (V1).
        bool keeps = withinCall || !showsValues || source is not { DisposesValues: true };
        page = new KeyValuePair<TKey, TValue>[keeps ? PageSize : 1];
        this.showsValues = showsValues;
        this.batchNumber = batchNumber;
        this.source = source;
        this.range = range;
        this.descending = descending;
        rest = range;
    }

    public KeyValuePair<TKey, TValue> Current { get; private set; }

    object IEnumerator.Current => Current;

    public bool MoveNext()
    {
        if (next == count && !Fill()) return false;
        Current = page[next++];
        return true;
    }

    public void Reset()
    {
        rest = range;
        count = next = 0;
        last = false;
    }

    public void Dispose()
    {
        last = true;
        count = next = 0;
        Array.Clear(page);
        SnapshotLease? held = lease;
        lease = null;
        held?.Exit();
    }

    private bool Fill()
    {
        count = next = 0;
        if (last || source is null) return false;
        if (lease is null && source.Lease is { } snapshot) lease = snapshot.Enter();
        else if (lease is null && showsValues) source.ThrowIfUnprotected();
        int filled = 0; // counted when the page is whole: a comparer that throws half way has yielded nothing
        using (var entries = new EntryEnumerator<TKey, TValue>(source, rest, descending, batchNumber, leased: lease is not null))
        {
            while (filled < page.Length && entries.MoveNext()) page[filled++] = entries.Current;
        }

        count = filled;
        last = count < page.Length;
        Array.Clear(page, count, page.Length - count); // what an earlier page held there should not be kept alive
        if (count > 0) rest = descending ? rest.Below(page[count - 1].Key) : rest.Above(page[count - 1].Key);
        return count > 0;
    }
}
