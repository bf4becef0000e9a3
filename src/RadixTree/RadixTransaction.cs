using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Where the nodes of a radix tree come from and go to, within one write.</summary>
/// <remarks>Only the supplies that a write takes a node from, or gives one to, are prepared and committed: most writes are one store in place and use none of the seven.</remarks>
internal sealed class RadixTransaction<TValue> : NodeTransaction
{
    private int used; // a bit per kind

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
        Use(kind);
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
        int kind = node.Kind;
        Use(kind);
        switch (kind)
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

    internal override bool Tick() =>
        Leaves4.Cache.Tick() | Leaves16.Cache.Tick() | Leaves64.Cache.Tick() | Spans.Cache.Tick() | Inners4.Cache.Tick() | Inners16.Cache.Tick() | Inners64.Cache.Tick();

    /// <summary>Called before a node is taken or retired for the first time in a write, and so before its publishing store (P5).</summary>
    private void Use(int kind)
    {
        if ((used & (1 << kind)) != 0) return;
        switch (kind)
        {
            case RadixKind.Leaf4: Leaves4.Prepare(); break;
            case RadixKind.Leaf16: Leaves16.Prepare(); break;
            case RadixKind.Leaf64: Leaves64.Prepare(); break;
            case RadixKind.Span: Spans.Prepare(); break;
            case RadixKind.Inner4: Inners4.Prepare(); break;
            case RadixKind.Inner16: Inners16.Prepare(); break;
            default: Inners64.Prepare(); break;
        }

        used |= 1 << kind;
    }

    private bool Uses(int kind) => (used & (1 << kind)) != 0;

    private protected override void PrepareSupplies() => used = 0;

    private protected override bool CommitSupplies()
    {
        if (used == 0) return false;
        bool waiting = Uses(RadixKind.Leaf4) && Leaves4.Commit();
        if (Uses(RadixKind.Leaf16)) waiting |= Leaves16.Commit();
        if (Uses(RadixKind.Leaf64)) waiting |= Leaves64.Commit();
        if (Uses(RadixKind.Span)) waiting |= Spans.Commit();
        if (Uses(RadixKind.Inner4)) waiting |= Inners4.Commit();
        if (Uses(RadixKind.Inner16)) waiting |= Inners16.Commit();
        if (Uses(RadixKind.Inner64)) waiting |= Inners64.Commit();
        return waiting;
    }

    private protected override void RollbackSupplies()
    {
        if (used == 0) return;
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
