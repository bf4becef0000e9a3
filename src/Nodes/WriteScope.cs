using Concurrent.Rcu;

namespace Concurrent.Nodes;

/// <summary>One write: takes the lock, opens a transaction, and, unless <see cref="Commit"/> was reached, undoes what was prepared.</summary>
internal ref struct WriteScope
{
    private readonly WriterCore core;
    private readonly WriterToken token;
    private bool published;

    internal WriteScope(WriterCore core)
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
