using System;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>Handles on the place of an entry.</summary>
public class RadixSlotTests
{
    [Theory]
    [MemberData(nameof(Contents.Names), MemberType = typeof(Contents))]
    public void It_shows_the_entry_that_holds_an_index(string name)
    {
        var contents = Contents.Of(name);
        var tree = contents.Tree();
        foreach (ulong index in contents.Probes())
        {
            Held? held = contents.At(index);
            Assert.Equal(held is not null, tree.TryGetSlot(index, out var slot));
            Assert.Equal(held is not null, slot.IsValid);
            if (held is { } there)
            {
                Assert.Equal((there.First, there.Last, there.Value), (slot.Index, slot.Last, slot.Value));
                Assert.Equal(there.IsTagged(0), slot.GetTag(0));
            }

            slot.Dispose();
        }
    }

    [Fact]
    public void It_sees_what_is_stored_over_the_entry_without_another_look()
    {
        var tree = new RadixTree<string> { { 5, "a" }, { 6, "b" } };
        Assert.True(tree.TryGetSlot(5, out var slot));
        tree[5] = "c";
        Assert.Equal("c", slot.Value);
        Assert.True(slot.TryReplace("d"));
        Assert.Equal("d", slot.Value);
        Assert.Equal("d", tree[5]);
        slot.Dispose();
    }

    [Fact]
    public void After_the_node_was_replaced_it_shows_what_was_there_until_it_looks_again()
    {
        var tree = new RadixTree<string> { { 5, "a" }, { 6, "b" } };
        Assert.True(tree.TryGetSlot(5, out var slot));
        Assert.True(tree.Remove(6)); // copies the leaf
        tree[5] = "c";
        Assert.Equal("a", slot.Value);
        Assert.True(slot.TryReload());
        Assert.Equal("c", slot.Value);
        Assert.True(tree.Remove(5));
        Assert.Equal("c", slot.Value);
        Assert.False(slot.TryReplace("d"));
        Assert.False(slot.IsValid);
        Assert.False(tree.ContainsKey(5));
        tree.Add(5, "e");
        Assert.True(slot.TryReload());
        Assert.Equal("e", slot.Value);
        slot.Dispose();
        tree.CheckInvariants();
    }

    [Fact]
    public void A_replaced_entry_keeps_its_tags_and_its_range()
    {
        var tree = new RadixTree<(long, long)>();
        tree.StoreRange(64, 127, (1, 1));
        tree.Add(200, (2, 2));
        Assert.True(tree.SetTag(70, 1));
        Assert.True(tree.TryGetSlot(100, out var slot));
        Assert.True(slot.TryReplace((3, 3)));
        Assert.Equal((64UL, 127UL, (3L, 3L)), (slot.Index, slot.Last, slot.Value));
        Assert.True(slot.GetTag(1));
        Assert.True(slot.ClearTag(1));
        Assert.True(slot.SetTag(2));
        slot.Dispose();
        Assert.Equal(2, tree.Count);
        Assert.Equal((3, 3), tree[64]);
        Assert.False(tree.GetTag(64, 1));
        Assert.True(tree.GetTag(127, 2));
        tree.CheckInvariants();
    }

    [Fact]
    public void It_holds_a_section_until_it_is_disposed()
    {
        using var domain = new RcuDomain();
        var tree = new RadixTree<int>(new RadixTreeOptions<int> { Domain = domain }) { { 1, 1 } };
        Assert.True(tree.TryGetSlot(1, out var slot));
        Assert.Throws<InvalidOperationException>(domain.Synchronize);
        slot.Dispose();
        slot.Dispose();
        domain.Synchronize();
        Assert.False(tree.TryGetSlot(2, out slot));
        domain.Synchronize();
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var tree = new RadixTree<int> { { 1, 1 } };
        Assert.True(tree.TryGetSlot(1, out var slot));
        slot.Dispose();
        Assert.Contains("no entry", Message(ref slot, static (ref RadixSlot<int> s) => s.Value), StringComparison.Ordinal);
        Assert.Contains("no entry", Message(ref slot, static (ref RadixSlot<int> s) => s.Index), StringComparison.Ordinal);
        Assert.Contains("no entry", Message(ref slot, static (ref RadixSlot<int> s) => s.Last), StringComparison.Ordinal);
        Assert.Contains("disposed", Message(ref slot, static (ref RadixSlot<int> s) => s.TryReload()), StringComparison.Ordinal);
        Assert.Contains("disposed", Message(ref slot, static (ref RadixSlot<int> s) => s.TryReplace(2)), StringComparison.Ordinal);
        Assert.Contains("disposed", Message(ref slot, static (ref RadixSlot<int> s) => s.GetTag(0)), StringComparison.Ordinal);
        var none = default(RadixSlot<int>);
        Assert.Contains("not made by", Message(ref none, static (ref RadixSlot<int> s) => s.SetTag(0)), StringComparison.Ordinal);
        Assert.True(tree.TryGetSlot(1, out slot));
        using (tree.BeginBatch())
        {
            Assert.Contains("batch", Message(ref slot, static (ref RadixSlot<int> s) => s.TryReplace(2)), StringComparison.Ordinal);
        }

        slot.Dispose();
        Assert.Equal(1, tree[1]);
    }

    private static string Message<T>(ref RadixSlot<int> slot, SlotStep<T> step)
    {
        try
        {
            return $"answered {step(ref slot)}";
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    private delegate T SlotStep<T>(ref RadixSlot<int> slot);
}
