using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Where the nodes of a radix tree come from and go to, within one write.</summary>
internal sealed class RadixTransaction<TValue> : NodeTransaction
{
    internal RadixTransaction(RadixTreePool<TValue> pool, bool recycle)
    {
        Leaves4 = new NodeSupply<RadixLeaf4<TValue>>(pool.Leaves4, recycle);
        Leaves16 = new NodeSupply<RadixLeaf16<TValue>>(pool.Leaves16, recycle);
        Leaves64 = new NodeSupply<RadixLeaf64<TValue>>(pool.Leaves64, recycle);
        Spans = new NodeSupply<RadixSpan<TValue>>(pool.Spans, recycle);
        Inners4 = new NodeSupply<RadixInner4>(pool.Inners4, recycle);
        Inners16 = new NodeSupply<RadixInner16>(pool.Inners16, recycle);
        Inners64 = new NodeSupply<RadixInner64>(pool.Inners64, recycle);
    }

    internal NodeSupply<RadixLeaf4<TValue>> Leaves4 { get; }

    internal NodeSupply<RadixLeaf16<TValue>> Leaves16 { get; }

    internal NodeSupply<RadixLeaf64<TValue>> Leaves64 { get; }

    internal NodeSupply<RadixSpan<TValue>> Spans { get; }

    internal NodeSupply<RadixInner4> Inners4 { get; }

    internal NodeSupply<RadixInner16> Inners16 { get; }

    internal NodeSupply<RadixInner64> Inners64 { get; }

    /// <summary>An empty leaf or inner node.</summary>
    internal RadixNode New(int kind, int shift, ulong prefix)
    {
        int level = (kind << RadixKind.Shift) | shift;
        RadixNode node = kind switch
        {
            RadixKind.Leaf4 => Leaves4.Rent(Number, level),
            RadixKind.Leaf16 => Leaves16.Rent(Number, level),
            RadixKind.Leaf64 => Leaves64.Rent(Number, level),
            RadixKind.Span => Spans.Rent(Number, level),
            RadixKind.Inner4 => Inners4.Rent(Number, level),
            RadixKind.Inner16 => Inners16.Rent(Number, level),
            _ => Inners64.Rent(Number, level),
        };
        node.Prefix = prefix;
        node.Present = 0;
        node.Tags = 0;
        switch (kind)
        {
            case RadixKind.Leaf16:
                Unsafe.As<RadixLeaf16<TValue>>(node).MoreTags = 0;
                break;
            case RadixKind.Leaf64:
                Unsafe.As<RadixLeaf64<TValue>>(node).MoreTags = default;
                break;
            case RadixKind.Inner16:
                Unsafe.As<RadixInner16>(node).MoreTags = 0;
                break;
            case RadixKind.Inner64:
                Unsafe.As<RadixInner64>(node).MoreTags = default;
                break;
        }

        if (kind >= RadixKind.Inner4) Unsafe.As<RadixInner>(node).Full = 0;
        return node;
    }

    /// <summary>Notes that a node is no longer linked: thrown away at once if the open batch made it, else retired with the commit (P3).</summary>
    internal void Retire(RadixNode node)
    {
        switch (node.Kind)
        {
            case RadixKind.Leaf4:
                Retire(Leaves4, Unsafe.As<RadixLeaf4<TValue>>(node));
                break;
            case RadixKind.Leaf16:
                Retire(Leaves16, Unsafe.As<RadixLeaf16<TValue>>(node));
                break;
            case RadixKind.Leaf64:
                Retire(Leaves64, Unsafe.As<RadixLeaf64<TValue>>(node));
                break;
            case RadixKind.Span:
                Retire(Spans, Unsafe.As<RadixSpan<TValue>>(node));
                break;
            case RadixKind.Inner4:
                Retire(Inners4, Unsafe.As<RadixInner4>(node));
                break;
            case RadixKind.Inner16:
                Retire(Inners16, Unsafe.As<RadixInner16>(node));
                break;
            default:
                Retire(Inners64, Unsafe.As<RadixInner64>(node));
                break;
        }
    }

    private void Retire<TNode>(NodeSupply<TNode> supply, TNode node)
        where TNode : Node, IPooledNode<TNode>
    {
        if (IsOwn(node)) supply.Discard(node);
        else supply.Retire(node, FrozenThrough);
    }

    internal override bool Tick() =>
        Leaves4.Cache.Tick() | Leaves16.Cache.Tick() | Leaves64.Cache.Tick() | Spans.Cache.Tick() | Inners4.Cache.Tick() | Inners16.Cache.Tick() | Inners64.Cache.Tick();

    private protected override void PrepareSupplies()
    {
        Leaves4.Prepare();
        Leaves16.Prepare();
        Leaves64.Prepare();
        Spans.Prepare();
        Inners4.Prepare();
        Inners16.Prepare();
        Inners64.Prepare();
    }

    private protected override bool CommitSupplies() =>
        Leaves4.Commit() | Leaves16.Commit() | Leaves64.Commit() | Spans.Commit() | Inners4.Commit() | Inners16.Commit() | Inners64.Commit();

    private protected override void RollbackSupplies()
    {
        // All are taken back before any is given back: giving back may fail for want of memory.
        Leaves4.Rollback();
        Leaves16.Rollback();
        Leaves64.Rollback();
        Spans.Rollback();
        Inners4.Rollback();
        Inners16.Rollback();
        Inners64.Rollback();
        Leaves4.GiveBackCreated();
        Leaves16.GiveBackCreated();
        Leaves64.GiveBackCreated();
        Spans.GiveBackCreated();
        Inners4.GiveBackCreated();
        Inners16.GiveBackCreated();
        Inners64.GiveBackCreated();
    }
}
