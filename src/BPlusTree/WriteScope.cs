using Concurrent.Rcu;

namespace Concurrent;

/// <summary>One write: takes the lock, opens a transaction, and, unless <see cref="Commit"/> was reached, undoes what was prepared.</summary>
internal ref struct WriteScope<TKey, TValue>
{
    private readonly TreeCore<TKey, TValue> core;
    private readonly WriterToken token;
    private bool committed;

    internal WriteScope(TreeCore<TKey, TValue> core)
    {
        this.core = core;
        core.ThrowIfDisposed();
        token = core.Lock.Enter();
        core.Transaction.Begin(batch: false);
    }

    /// <summary>After the publishing store: counts, retires, seals. Throws nothing (P5).</summary>
    internal void Commit(int countChange)
    {
        if (countChange != 0) core.Count += countChange;
        core.Commit();
        committed = true;
    }

    public readonly void Dispose()
    {
        if (!committed) core.Transaction.Rollback();
        token.Dispose();
    }
}
