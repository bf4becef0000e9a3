using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Nodes;

namespace Concurrent.Unit.Budgets;

/// <summary>Keys of eight bytes, in the order of the numbers.</summary>
internal sealed class PrefixSubject : BudgetSubject
{
    private readonly PrefixTree<ulong> _tree;

    public PrefixSubject() => _tree = new(new PrefixTreeOptions<ulong> { Domain = Domain, RecycleNodes = false });

    protected override Node Root => ((IPrefixSource)_tree).Root!;

    public override void Put(ulong key) => _tree[Bytes(key)] = key;

    public override void Remove(ulong key) => _tree.Remove(Bytes(key));

    public override void Load(IEnumerable<ulong> ascending) => _tree.Load(ascending.Select(static key => KeyValuePair.Create<ReadOnlyMemory<byte>, ulong>(Bytes(key), key)));

    public override void PutInBatch(IEnumerable<ulong> keys)
    {
        using var batch = _tree.BeginBatch();
        foreach (ulong key in keys) batch[Bytes(key)] = key;
        batch.Commit();
    }

    public override void TakeSnapshot() => _tree.Snapshot();

    protected override IEnumerable<Node> ChildrenOf(Node node) =>
        node is PrefixInner inner ? Enumerable.Range(PrefixPlace.Terminal, 257).Select(place => PrefixPlace.ChildAt(inner, place)).OfType<Node>() : [];

    protected override int EntriesOf(Node node) => node is PrefixLeaf<ulong> leaf ? leaf.LoadCount() : 0;

    private static byte[] Bytes(ulong key)
    {
        byte[] bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, key);
        return bytes;
    }
}
