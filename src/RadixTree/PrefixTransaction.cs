using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Where the nodes of a prefix tree come from and go to, within one write.</summary>
internal sealed class PrefixTransaction<TValue> : NodeTransaction
{
    private bool prepared;
    private bool touched;

    internal PrefixTransaction(PrefixTreePool<TValue> pool, bool recycle)
    {
        Leaves4 = new NodeSupply<PrefixLeaf4<TValue>>(pool.Leaves4, recycle);
        Leaves8 = new NodeSupply<PrefixLeaf8<TValue>>(pool.Leaves8, recycle);
        Leaves16 = new NodeSupply<PrefixLeaf16<TValue>>(pool.Leaves16, recycle);
        Leaves32 = new NodeSupply<PrefixLeaf32<TValue>>(pool.Leaves32, recycle);
        Inners4 = new NodeSupply<PrefixInner4>(pool.Inners4, recycle);
        Inners16 = new NodeSupply<PrefixInner16>(pool.Inners16, recycle);
        Inners48 = new NodeSupply<PrefixInner48>(pool.Inners48, recycle);
        Inners256 = new NodeSupply<PrefixInner256>(pool.Inners256, recycle);
    }

    internal NodeSupply<PrefixLeaf4<TValue>> Leaves4 { get; }

    internal NodeSupply<PrefixLeaf8<TValue>> Leaves8 { get; }

    internal NodeSupply<PrefixLeaf16<TValue>> Leaves16 { get; }

    internal NodeSupply<PrefixLeaf32<TValue>> Leaves32 { get; }

    internal NodeSupply<PrefixInner4> Inners4 { get; }

    internal NodeSupply<PrefixInner16> Inners16 { get; }

    internal NodeSupply<PrefixInner48> Inners48 { get; }

    internal NodeSupply<PrefixInner256> Inners256 { get; }

    /// <summary>An empty leaf.</summary>
    /// <param name="kind">How large; see <see cref="PrefixKind"/>.</param>
    /// <param name="depth">See <see cref="PrefixNode.Depth"/>.</param>
    internal PrefixLeaf<TValue> NewLeaf(int kind, int depth)
    {
        touched = true;
        PrefixLeaf<TValue> leaf = kind switch
        {
            PrefixKind.Leaf4 => Leaves4.Rent(Number, kind),
            PrefixKind.Leaf8 => Leaves8.Rent(Number, kind),
            PrefixKind.Leaf16 => Leaves16.Rent(Number, kind),
            _ => Leaves32.Rent(Number, kind),
        };
        leaf.Depth = depth;
        return leaf;
    }

    /// <summary>An inner node without children.</summary>
    /// <param name="kind">How large; see <see cref="PrefixKind"/>.</param>
    /// <param name="start">See <see cref="PrefixInner.Start"/>.</param>
    /// <param name="depth">See <see cref="PrefixNode.Depth"/>.</param>
    /// <param name="sample">See <see cref="PrefixInner.Sample"/>.</param>
    internal PrefixInner NewInner(int kind, int start, int depth, byte[] sample)
    {
        touched = true;
        PrefixInner inner = kind switch
        {
            PrefixKind.Inner4 => Inners4.Rent(Number, kind),
            PrefixKind.Inner16 => Inners16.Rent(Number, kind),
            PrefixKind.Inner48 => Inners48.Rent(Number, kind),
            _ => Inners256.Rent(Number, kind),
        };
        inner.Form(start, depth, sample);
        return inner;
    }

    /// <summary>Notes that a node is no longer linked: thrown away at once if the open batch made it, else retired with the commit (P3).</summary>
    internal void Retire(PrefixNode node)
    {
        touched = true;
        switch (node.Kind)
        {
            case PrefixKind.Leaf4:
                Retire(Leaves4, Unsafe.As<PrefixLeaf4<TValue>>(node));
                break;
            case PrefixKind.Leaf8:
                Retire(Leaves8, Unsafe.As<PrefixLeaf8<TValue>>(node));
                break;
            case PrefixKind.Leaf16:
                Retire(Leaves16, Unsafe.As<PrefixLeaf16<TValue>>(node));
                break;
            case PrefixKind.Leaf32:
                Retire(Leaves32, Unsafe.As<PrefixLeaf32<TValue>>(node));
                break;
            case PrefixKind.Inner4:
                Retire(Inners4, Unsafe.As<PrefixInner4>(node));
                break;
            case PrefixKind.Inner16:
                Retire(Inners16, Unsafe.As<PrefixInner16>(node));
                break;
            case PrefixKind.Inner48:
                Retire(Inners48, Unsafe.As<PrefixInner48>(node));
                break;
            default:
                Retire(Inners256, Unsafe.As<PrefixInner256>(node));
                break;
        }
    }

    internal override bool Tick()
    {
        prepared = false;
        return Leaves4.Cache.Tick() | Leaves8.Cache.Tick() | Leaves16.Cache.Tick() | Leaves32.Cache.Tick() | Inners4.Cache.Tick() | Inners16.Cache.Tick() | Inners48.Cache.Tick() | Inners256.Cache.Tick();
    }

    private protected override void PrepareSupplies()
    {
        // Most writes take no node and leave none, and so need nothing that those before them did not leave ready.
        if (prepared) return;
        Leaves4.Prepare();
        Leaves8.Prepare();
        Leaves16.Prepare();
        Leaves32.Prepare();
        Inners4.Prepare();
        Inners16.Prepare();
        Inners48.Prepare();
        Inners256.Prepare();
        prepared = true;
    }

    private protected override bool CommitSupplies()
    {
        if (!touched) return false;
        touched = false;
        prepared = false;
        return Leaves4.Commit() | Leaves8.Commit() | Leaves16.Commit() | Leaves32.Commit() | Inners4.Commit() | Inners16.Commit() | Inners48.Commit() | Inners256.Commit();
    }

    private protected override void RollbackSupplies()
    {
        touched = false;
        prepared = false;
        // All are taken back before any is given back: giving back may fail for want of memory.
        Leaves4.Rollback();
        Leaves8.Rollback();
        Leaves16.Rollback();
        Leaves32.Rollback();
        Inners4.Rollback();
        Inners16.Rollback();
        Inners48.Rollback();
        Inners256.Rollback();
        Leaves4.GiveBackCreated();
        Leaves8.GiveBackCreated();
        Leaves16.GiveBackCreated();
        Leaves32.GiveBackCreated();
        Inners4.GiveBackCreated();
        Inners16.GiveBackCreated();
        Inners48.GiveBackCreated();
        Inners256.GiveBackCreated();
    }
}
