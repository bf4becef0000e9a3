using System;
using System.Collections;
using System.Collections.Generic;

namespace Concurrent.Nodes;

/// <summary>Enumerates in pages: copies some elements inside a short section, then goes on behind the last of them. Freezes nothing and may be kept for as long as one likes.</summary>
internal abstract class PageEnumerator<T> : IEnumerator<T>
{
    private readonly T[] page;
    private int count;
    private int next;
    private bool last;

    private protected PageEnumerator(int pageSize = 64) => page = new T[pageSize];

    public T Current { get; private set; } = default!;

    object? IEnumerator.Current => Current;

    public bool MoveNext()
    {
        if (next == count && !Fill()) return false;
        Current = page[next++];
        return true;
    }

    public void Reset()
    {
        Restart();
        count = next = 0;
        last = false;
    }

    public virtual void Dispose()
    {
        last = true;
        count = next = 0;
        Array.Clear(page);
    }

    /// <summary>Copies what follows the page before. What throws half way has yielded nothing.</summary>
    /// <param name="page">To be filled from the beginning.</param>
    /// <param name="more">Whether there may be more behind it; asked for only where the page is full.</param>
    /// <returns>How many elements there were.</returns>
    private protected abstract int Fill(T[] page, out bool more);

    /// <summary>Goes back to the beginning.</summary>
    private protected abstract void Restart();

    private bool Fill()
    {
        count = next = 0;
        if (last) return false;
        count = Fill(page, out bool more);
        last = count < page.Length || !more;
        Array.Clear(page, count, page.Length - count); // what an earlier page held there should not be kept alive
        return count > 0;
    }
}
