using System.Collections.Generic;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>The entries of a range, in pages.</summary>
internal sealed class PagingEnumerator<TKey, TValue> : PageEnumerator<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private readonly IEntrySource<TKey> source;
    private readonly KeyRange<TKey> range;
    private readonly bool descending;
    private readonly long batchNumber;

    /// <summary>Whether the caller gets to see values, which a tree may own.</summary>
    private readonly bool showsValues;
    private KeyRange<TKey> rest;
    private SnapshotLease? lease;

    /// <param name="source">Whose entries.</param>
    /// <param name="range">Which of them.</param>
    /// <param name="descending">In which order.</param>
    /// <param name="batchNumber">Which batch, when <paramref name="source"/> is one.</param>
    /// <param name="showsValues">Whether the caller gets to see values.</param>
    /// <param name="withinCall">Whether all steps are made within one call of the caller, who cannot leave a read section meanwhile.</param>
    internal PagingEnumerator(IEntrySource<TKey> source, KeyRange<TKey> range, bool descending, long batchNumber = 0, bool showsValues = true, bool withinCall = false)
        : base(Keeps(source, showsValues, withinCall) ? 64 : 1)
    {
        this.showsValues = showsValues;
        this.batchNumber = batchNumber;
        this.source = source;
        this.range = range;
        this.descending = descending;
        rest = range;
    }

    public override void Dispose()
    {
        base.Dispose();
        SnapshotLease? held = lease;
        lease = null;
        held?.Exit();
    }

    private protected override void Restart() => rest = range;

    private protected override int Fill(KeyValuePair<TKey, TValue>[] page, out bool more)
    {
        more = true;
        if (source is null) return 0; // the range is a default one
        if (lease is null && source.Lease is { } snapshot) lease = snapshot.Enter();
        else if (lease is null && showsValues) source.ThrowIfUnprotected();
        int filled = 0;
        using (var entries = new EntryEnumerator<TKey, TValue>(source, rest, descending, batchNumber, leased: lease is not null))
        {
            while (filled < page.Length && entries.MoveNext()) page[filled++] = entries.Current;
        }

        if (filled > 0) rest = descending ? rest.Below(page[filled - 1].Key) : rest.Above(page[filled - 1].Key);
        return filled;
    }

    /// <summary>Between two steps the caller may leave the section that protected what was copied: then each step looks for itself (V1).</summary>
    private static bool Keeps(IEntrySource<TKey> source, bool showsValues, bool withinCall) => withinCall || !showsValues || source is not { DisposesValues: true };
}
