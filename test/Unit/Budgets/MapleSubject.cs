using System.Collections.Generic;
using System.Linq;
using Concurrent.Nodes;

namespace Concurrent.Unit.Budgets;

/// <summary>Single keys with gaps between them, which are tracked.</summary>
internal sealed class MapleSubject : BudgetSubject
{
    private readonly MapleTree<ulong, ulong> _tree;

    public MapleSubject() => _tree = new(new MapleTreeOptions<ulong, ulong> { Domain = Domain, RecycleNodes = false, TrackGaps = true });

    protected override Node Root => ((IRangeSource)_tree).Root!;

    public override void Put(ulong key) => _tree.Store(key, key);

    public override void Remove(ulong key) => _tree.RemoveRange(key, key);

    public override void Load(IEnumerable<ulong> ascending) => _tree.Load(ascending.Select(static key => new RangeEntry<ulong, ulong>(key, key, key)));

    public override void PutInBatch(IEnumerable<ulong> keys)
    {
        using var batch = _tree.BeginBatch();
        foreach (ulong key in keys) batch.Store(key, key);
        batch.Commit();
    }

    public override void TakeSnapshot() => _tree.Snapshot();

    protected override IEnumerable<Node> ChildrenOf(Node node) => node is InnerNode<ulong> inner ? Enumerable.Range(0, inner.Count).Select(inner.Child) : [];

    protected override int EntriesOf(Node node) => node is RangeLeaf<ulong, ulong> leaf ? leaf.CountPresent(0, leaf.Count) : 0;
}
