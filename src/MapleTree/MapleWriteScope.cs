using System.Numerics;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>One write: takes the lock, opens a transaction, and, unless <see cref="Commit"/> was reached, undoes what was prepared.</summary>
internal ref struct MapleWriteScope<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    private readonly MapleCore<TKey, TValue> core;
    private readonly WriterToken token;
    private bool published;

    internal MapleWriteScope(MapleCore<TKey, TValue> core)
    {
        this.core = core;
        token = core.EnterAndBegin(batch: false);
    }

    /// <summary>After the publishing store: counts, retires, seals. Throws nothing (P5).</summary>
    internal void Commit(long countChange)
    {
        published = true; // first: what is in the tree must not go back to the pool, whatever happens
        if (countChange != 0) core.Count += countChange;
        core.Commit();
    }

    public readonly void Dispose()
    {
        try
        {
            if (!published) core.Rollback();
        }
        finally
        {
            token.Dispose();
        }
    }
}
