using System;
using System.Collections;
using System.Collections.Generic;

namespace Concurrent;

public sealed partial class IdAllocator : IReadOnlyCollection<ulong>
{
    /// <summary>Enumerates the allocated ids in ascending order, in one read section, without allocating memory: what <c>foreach</c> uses. Not atomic.</summary>
    public IdEnumerator GetEnumerator() => new(ids, ids.First, ids.Last);

    /// <summary>Enumerates about 64 ids per short read section, and goes on behind the last of them. Not atomic.</summary>
    IEnumerator<ulong> IEnumerable<ulong>.GetEnumerator() => new PagingIdEnumerator(ids);

    IEnumerator IEnumerable.GetEnumerator() => new PagingIdEnumerator(ids);
}
