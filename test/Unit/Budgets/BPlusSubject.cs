using System.Collections.Generic;
using System.Linq;
using Concurrent.Nodes;

namespace Concurrent.Unit.Budgets;

internal sealed class BPlusSubject : BudgetSubject
{
    private readonly BPlusTree<ulong, ulong> _tree;

    public BPlusSubject() => _tree = new(new BPlusTreeOptions<ulong, ulong> { Domain = Domain, RecycleNodes = false });

    protected override Node Root => ((IEntrySource<ulong>)_tree).Root!;

    public override void Put(ulong key) => _tree[key] = key;

    public override void Remove(ulong key) => _tree.Remove(key);

    public override void Load(IEnumerable<ulong> ascending) => _tree.Load(ascending.Select(static key => KeyValuePair.Create(key, key)));

    public override void PutInBatch(IEnumerable<ulong> keys)
    {
        using var batch = _tree.BeginBatch();
        foreach (ulong key in keys) batch[key] = key;
        batch.Commit();
    }

    public override void TakeSnapshot() => _tree.Snapshot();

    protected override IEnumerable<Node> ChildrenOf(Node node) => node is InnerNode<ulong> inner ? Enumerable.Range(0, inner.Count).Select(inner.Child) : [];

    protected override int EntriesOf(Node node) => node is InnerNode<ulong> ? 0 : node.Count;
}
