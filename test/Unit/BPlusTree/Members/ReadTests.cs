using System;
using System.Collections.Generic;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>One section for many calls. That a reader's answers are those of the tree is checked wherever <see cref="TreeAssert"/> is used.</summary>
public class ReadTests
{
    [Fact]
    public void A_reader_keeps_one_section_open_until_it_is_disposed()
    {
        using var domain = new RcuDomain();
        var tree = Numbers(domain);
        var reader = tree.Read();
        Assert.True(domain.IsInReadSection);
        Assert.True(reader.TryGetValue(5, out int value));
        Assert.Equal(50, value);
        Assert.True(domain.IsInReadSection);
        reader.Dispose();
        Assert.False(domain.IsInReadSection);
        domain.Synchronize();
    }

    [Fact]
    public void A_reader_sees_what_is_written_while_it_is_open()
    {
        using var domain = new RcuDomain();
        var tree = Numbers(domain);
        using var reader = tree.Read();
        Assert.False(reader.ContainsKey(1_000));
        tree.Add(1_000, 1);
        Assert.True(reader.ContainsKey(1_000));
        Assert.Equal(101, reader.LongCount);
        Assert.Equal(1, reader[1_000]);
        Assert.Throws<KeyNotFoundException>(() =>
        {
            using var other = tree.Read();
            _ = other[1_001];
        });
    }

    [Fact]
    public void Readers_nest_and_end_inner_before_outer()
    {
        using var domain = new RcuDomain();
        var tree = Numbers(domain);
        using (var outer = tree.Read())
        {
            using (var inner = tree.Read()) Assert.True(inner.ContainsKey(1));
            Assert.True(outer.ContainsKey(1));
            using var section = domain.EnterRead();
            Assert.True(outer.ContainsKey(2));
        }

        Assert.False(domain.IsInReadSection);
    }

    [Fact]
    public void A_reader_that_is_disposed_twice_or_before_an_inner_one_throws()
    {
        using var domain = new RcuDomain();
        var tree = Numbers(domain);
        Assert.Throws<InvalidOperationException>(() =>
        {
            var reader = tree.Read();
            var copy = reader;
            reader.Dispose();
            copy.Dispose();
        });
        Assert.False(domain.IsInReadSection);

        var outer = tree.Read();
        var inner = tree.Read();
        bool thrown = false;
        try { outer.Dispose(); }
        catch (InvalidOperationException) { thrown = true; }
        Assert.True(thrown);
        inner.Dispose();
        outer.Dispose();
        Assert.False(domain.IsInReadSection);
    }

    public static TheoryData<string> Members => [.. Calls.Keys];

    private delegate void Call(BPlusTree<int, int>.Reader reader);

    private static readonly Dictionary<string, Call> Calls = new()
    {
        ["LongCount"] = reader => _ = reader.LongCount,
        ["indexer"] = reader => _ = reader[1],
        ["TryGetValue"] = reader => reader.TryGetValue(1, out _),
        ["ContainsKey"] = reader => reader.ContainsKey(1),
        ["TryGetFirst"] = reader => reader.TryGetFirst(out _, out _),
        ["TryGetLast"] = reader => reader.TryGetLast(out _, out _),
        ["TryGetFloor"] = reader => reader.TryGetFloor(1, out _, out _),
        ["TryGetCeiling"] = reader => reader.TryGetCeiling(1, out _, out _),
        ["TryGetLower"] = reader => reader.TryGetLower(1, out _, out _),
        ["TryGetHigher"] = reader => reader.TryGetHigher(1, out _, out _),
        ["GetMany"] = reader => reader.GetMany([1], new int[1], new bool[1]),
        ["GetEnumerator"] = reader => reader.GetEnumerator(),
        ["EnumerateRange"] = reader => reader.EnumerateRange(KeyRange<int>.All),
        ["EnumerateDescending"] = reader => reader.EnumerateDescending(),
        ["EnumerateDescending range"] = reader => reader.EnumerateDescending(KeyRange<int>.All),
        ["CountRange"] = reader => reader.CountRange(KeyRange<int>.All),
        ["CopyRange"] = reader => reader.CopyRange(KeyRange<int>.All, new int[1], new int[1], out _),
        ["CopyDescending"] = reader => reader.CopyDescending(KeyRange<int>.All, new int[1], new int[1], out _),
        ["GetCursor"] = reader => reader.GetCursor(),
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void A_reader_that_was_disposed_or_never_made_answers_nothing(string member)
    {
        using var domain = new RcuDomain();
        var tree = Numbers(domain);
        Assert.Throws<InvalidOperationException>(() =>
        {
            var reader = tree.Read();
            reader.Dispose();
            Calls[member](reader);
        });
        Assert.Throws<InvalidOperationException>(() => Calls[member](default));
        using var open = tree.Read();
        Calls[member](open);
    }

    [Fact]
    public void A_null_key_is_refused_by_name()
    {
        var tree = TreeOf.Empty<string, int>();
        Assert.Throws<ArgumentNullException>("key", () => { using var reader = tree.Read(); reader.TryGetValue(null!, out _); });
        Assert.Throws<ArgumentNullException>("key", () => { using var reader = tree.Read(); reader.ContainsKey(null!); });
        Assert.Throws<ArgumentNullException>("key", () => { using var reader = tree.Read(); reader.TryGetFloor(null!, out _, out _); });
        Assert.Throws<ArgumentNullException>("key", () => { using var reader = tree.Read(); reader.TryGetHigher(null!, out _, out _); });
        Assert.Throws<ArgumentNullException>("key", () => { using var cursor = tree.GetCursor(); cursor.Seek(null!); });
        Assert.Throws<ArgumentNullException>("key", () => { using var cursor = tree.GetCursor(); cursor.SeekFloor(null!); });
    }

    [Fact]
    public void A_disposed_domain_opens_no_reader()
    {
        var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(domain: domain);
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tree.Read().Dispose());
    }

    private static BPlusTree<int, int> Numbers(RcuDomain domain)
    {
        var tree = TreeOf.Empty<int, int>(domain: domain);
        for (int key = 0; key < 100; key++) tree.Add(key, key * 10);
        return tree;
    }
}
