using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Concurrent.Nodes;

namespace Concurrent.Unit.Budgets;

internal sealed class RadixSubject : BudgetSubject
{
    private readonly RadixTree<ulong> _tree;

    public RadixSubject() => _tree = new(new RadixTreeOptions<ulong> { Domain = Domain, RecycleNodes = false });

    protected override Node Root => ((IRadixSource)_tree).Root!;

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

    protected override IEnumerable<Node> ChildrenOf(Node node) =>
        node is RadixInner inner ? Enumerable.Range(0, RadixWriter<ulong>.Room(inner.Kind)).Select(slot => inner.Child(slot)).OfType<Node>() : [];

    protected override int EntriesOf(Node node) => node switch
    {
        RadixLeaf<ulong> leaf => BitOperations.PopCount(leaf.Present),
        RadixSpan<ulong> => 1,
        _ => 0,
    };
}
