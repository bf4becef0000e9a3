using System;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent;

/// <content>Writes through a batch's cursor. Readers see them with the batch's commit.</content>
public ref partial struct MapleCursor<TKey, TValue>
{
    /// <summary>Stores a value at every key from <see cref="First"/> to <see cref="Last"/>: the range on which the cursor stands, or to which it was set. Only of a batch's cursor. O(log n).</summary>
    /// <remarks>
    /// Exactly these keys, as <see cref="MapleTree{TKey,TValue}.Batch.StoreRange"/>. The cursor stands on the range that was stored, or, where neighbours coalesce, on the one that it is part of.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The cursor is disposed.</exception>
    /// <exception cref="InvalidOperationException">The cursor is not a batch's, or the batch has ended.</exception>
    public void Store(TValue value)
    {
        MapleCore<TKey, TValue> core = PrepareToWrite();
        core.PutInBatch(first, last, present: true, value);
        if (core.Coalesces)
        {
            Look(first);
            return;
        }

        Forget();
        key = first;
        this.value = value;
        hasValue = true;
        isFound = true;
        state = MapleCursorState.On;
    }

    /// <summary>Removes the whole range that holds <see cref="Key"/>. Only of a batch's cursor. O(log n).</summary>
    /// <remarks>The cursor stands on the gap that is there now, whole: the next <see cref="Find"/> goes on behind it. Where there was nothing, it stands on that gap too.</remarks>
    /// <returns>Whether there was a range.</returns>
    /// <exception cref="ObjectDisposedException">The cursor is disposed.</exception>
    /// <exception cref="InvalidOperationException">The cursor is not a batch's, or the batch has ended.</exception>
    public bool Erase() => Erase(out _);

    /// <summary>As <see cref="Erase()"/>, and hands out what was removed.</summary>
    /// <param name="removed">The range that was removed; when the result is <see langword="false"/>, the gap around the key.</param>
    /// <returns>Whether there was a range.</returns>
    /// <exception cref="ObjectDisposedException">The cursor is disposed.</exception>
    /// <exception cref="InvalidOperationException">The cursor is not a batch's, or the batch has ended.</exception>
    public bool Erase(out RangeEntry<TKey, TValue> removed)
    {
        MapleCore<TKey, TValue> core = PrepareToWrite();
        removed = MapleReader<TKey, TValue>.GetRange(ref root, key);
        if (removed.HasValue) core.PutInBatch(removed.First, removed.Last, present: false, default!);
        Look(key);
        return removed.HasValue;
    }

    private MapleCore<TKey, TValue> PrepareToWrite()
    {
        Prepare();
        if (batch is null) ThrowReadOnly();
        return batch!;
    }

    [DoesNotReturn]
    private static void ThrowReadOnly() => throw new InvalidOperationException("The cursor only reads: to write, take one from a batch.");
}
