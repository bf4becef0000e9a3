using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The writer's side of a prefix tree.</summary>
internal sealed class PrefixCore<TValue> : WriterCore, IPrefixSource
{
    internal PrefixCore(PrefixTreePool<TValue> pool, PrefixTreeOptions<TValue> options)
        : this(pool.Domain, new PrefixTransaction<TValue>(pool, options.RecycleNodes), options)
    {
    }

    private PrefixCore(RcuDomain domain, PrefixTransaction<TValue> transaction, PrefixTreeOptions<TValue> options)
        : base(typeof(PrefixTree<>), domain, transaction, options.RecycleNodes)
    {
        Transaction = transaction;
        Writer = new PrefixWriter<TValue>(transaction);
    }

    internal PrefixTransaction<TValue> Transaction { get; }

    internal PrefixWriter<TValue> Writer { get; }

    ref Node? IPrefixSource.Root => ref BatchRoot;

    /// <summary>A batch is read by its own thread under the lock: what it replaces is not recycled before it ends.</summary>
    RcuDomain? IPrefixSource.SectionDomain => null;

    /// <summary>Notes what a write to the open batch's view has done.</summary>
    /// <returns>Whether it did anything.</returns>
    internal bool NoteInBatch(PrefixChange change)
    {
        if (!change.Stored) return false;
        BatchCount += change.More;
        NoteBatchChange();
        return true;
    }
}
