using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Writes that look at what is there first, and writes of many entries: what the model tests cannot ask.</summary>
public class ChangeTests
{
    private const string Invalid = "half \ud800";

    private readonly PrefixTree<int> _tree = new() { ["cat"] = 1, ["caterpillar"] = 2 };

    [Fact]
    public void AddOrUpdate_starts_again_with_the_value_that_came_in_between()
    {
        int calls = 0;
        int stored = _tree.AddOrUpdate("cat", 0, (ReadOnlySpan<char> key, int old) =>
        {
            Assert.Equal("cat", key.ToString());
            if (++calls == 1) _tree["cat"] = 10; // W1: the factory runs outside the lock
            return old + 5;
        });
        Assert.Equal((2, 15, 15), (calls, stored, _tree["cat"]));

        calls = 0;
        stored = _tree.AddOrUpdate("dog"u8, (_, argument) =>
        {
            if (++calls == 1) _tree["dog"] = 20;
            return argument;
        }, (_, old, argument) => old + argument, 7);
        Assert.Equal((1, 27, 27), (calls, stored, _tree["dog"]));
        Assert.Equal(3, _tree.Count);
    }

    [Fact]
    public void CompareExchange_hands_out_what_was_there_whether_it_stores_or_not()
    {
        Assert.False(_tree.CompareExchange("cat", 9, 5, out int current));
        Assert.Equal((1, 1), (current, _tree["cat"]));
        Assert.True(_tree.CompareExchange("cat"u8, 9, 1, out current));
        Assert.Equal((1, 9), (current, _tree["cat"]));
        Assert.False(_tree.CompareExchange("cow", 9, 0, out current));
        Assert.Equal(0, current);
        Assert.False(_tree.ContainsKey("cow"));
    }

    [Fact]
    public void Many_entries_are_added_all_or_none()
    {
        var before = _tree.Snapshot();
        KeyValuePair<string, int>[] one = [new("dog", 3), new("cow", 4), new("cat", 5)];
        Assert.Contains("cat", Assert.Throws<ArgumentException>("entries", () => _tree.AddRange(one)).Message, StringComparison.Ordinal);
        Assert.False(_tree.TryAddRange(one));
        Assert.False(_tree.TryAddRange(Of(("dog", 3), ("dog", 4))));
        Assert.False(_tree.TryAddRange(TextKeys.Bytes<int>([new(Keys.Of("cow"), 3), new(Keys.Of("cow"), 4)])));
        Assert.Equal(2, _tree.Count);
        _tree.CheckInvariants();

        Assert.True(_tree.TryAddRange(one[..2]));
        Assert.Equal(0, _tree.SetRange(one));
        Assert.Equal(1, _tree.SetRange(TextKeys.Bytes<int>([new(Keys.Of("ewe"), 6), new(Keys.Of("ewe"), 7)])));
        Assert.Equal((5, 3, 4, 5, 7), (_tree.Count, _tree["dog"], _tree["cow"], _tree["cat"], _tree["ewe"]));
        Assert.True(_tree.TryAddRange(Array.Empty<KeyValuePair<string, int>>()));
        _tree.AddRange(Array.Empty<KeyValuePair<ReadOnlyMemory<byte>, int>>());
        Assert.Equal([1, 2], before.Select(entry => entry.Value));
        _tree.CheckInvariants();
    }

    [Fact]
    public void Entries_of_the_tree_itself_may_be_stored_while_it_is_enumerated()
    {
        Assert.Equal(2, _tree.SetRange(_tree.Select(entry => new KeyValuePair<ReadOnlyMemory<byte>, int>((byte[])[.. entry.Key.Span, (byte)'s'], entry.Value))));
        Assert.Equal(["cat", "caterpillar", "caterpillars", "cats"], _tree.EnumeratePrefix("").Select(entry => entry.Text));
    }

    [Fact]
    public void Bad_arguments_are_named_and_change_nothing()
    {
        Assert.Throws<ArgumentNullException>("valueFactory", () => _tree.GetOrAdd("dog", (Func<ReadOnlySpan<char>, int>)null!));
        Assert.Throws<ArgumentNullException>("updateValueFactory", () => _tree.AddOrUpdate("dog", 1, null!));
        Assert.Throws<ArgumentNullException>("updateValueFactory", () => _tree.AddOrUpdate("dog"u8, 1, null!));
        Assert.Throws<ArgumentNullException>("addValueFactory", () => _tree.AddOrUpdate<int>("dog", null!, (_, old, _) => old, 1));
        Assert.Throws<ArgumentNullException>("addValueFactory", () => _tree.AddOrUpdate<int>("dog"u8, null!, (_, old, _) => old, 1));
        Assert.Throws<ArgumentNullException>("updateValueFactory", () => _tree.AddOrUpdate("dog", (_, made) => made, null!, 1));
        Assert.Throws<ArgumentNullException>("updateValueFactory", () => _tree.AddOrUpdate("dog"u8, (_, made) => made, null!, 1));
        Assert.Throws<ArgumentNullException>("entries", () => _tree.AddRange((IEnumerable<KeyValuePair<string, int>>)null!));
        Assert.Throws<ArgumentNullException>("entries", () => _tree.AddRange((IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, int>>)null!));
        Assert.Throws<ArgumentNullException>("entries", () => _tree.TryAddRange((IEnumerable<KeyValuePair<string, int>>)null!));
        Assert.Throws<ArgumentNullException>("entries", () => _tree.SetRange((IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, int>>)null!));
        Assert.Throws<ArgumentException>("key", () => _tree.CompareExchange(Invalid, 1, 1, out _));
        Assert.Throws<ArgumentException>("key", () => _tree.AddOrUpdate(Invalid, 1, (_, old) => old));
        Assert.Contains("position 1", Assert.Throws<ArgumentException>("entries", () => _tree.AddRange(Of(("dog", 1), (null!, 1)))).Message, StringComparison.Ordinal);
        Assert.Contains("position 1", Assert.Throws<ArgumentException>("entries", () => _tree.SetRange(Of(("dog", 1), (Invalid, 1)))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _tree.AddOrUpdate("cat", 1, (ReadOnlySpan<char> _, int _) => throw new InvalidOperationException()));
        Assert.Equal([1, 2], _tree.Select(entry => entry.Value));
        _tree.CheckInvariants();
    }

    [Fact]
    public void Bad_arguments_to_a_batch_are_named_and_change_nothing()
    {
        using var batch = _tree.BeginBatch();
        Assert.Equal("valueFactory", Thrown<ArgumentNullException>(batch, static b => b.GetOrAdd("dog", (Func<ReadOnlySpan<char>, int>)null!)));
        Assert.Equal("valueFactory", Thrown<ArgumentNullException>(batch, static b => b.GetOrAdd("dog"u8, (Func<ReadOnlySpan<byte>, int>)null!)));
        Assert.Equal("valueFactory", Thrown<ArgumentNullException>(batch, static b => b.GetOrAdd<int>("dog", null!, 1)));
        Assert.Equal("valueFactory", Thrown<ArgumentNullException>(batch, static b => b.GetOrAdd<int>("dog"u8, null!, 1)));
        Assert.Equal("updateValueFactory", Thrown<ArgumentNullException>(batch, static b => b.AddOrUpdate<int>("dog", 1, null!, 1)));
        Assert.Equal("updateValueFactory", Thrown<ArgumentNullException>(batch, static b => b.AddOrUpdate<int>("dog"u8, 1, null!, 1)));
        Assert.Equal("entries", Thrown<ArgumentNullException>(batch, static b => b.AddRange((IEnumerable<KeyValuePair<string, int>>)null!)));
        Assert.Equal("entries", Thrown<ArgumentNullException>(batch, static b => b.SetRange((IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, int>>)null!)));
        Assert.Equal("entries", Thrown<ArgumentException>(batch, static b => b.AddRange(Of(("dog", 3), ("cow", 4), ("cat", 5)))));
        Assert.Equal("entries", Thrown<ArgumentException>(batch, static b => b.SetRange(Of(("dog", 3), (Invalid, 4)))));
        Assert.Equal("key", Thrown<ArgumentException>(batch, static b => b.GetOrAdd(Invalid, static _ => 1)));
        Assert.Equal("key", Thrown<ArgumentException>(batch, static b => b.AddOrUpdate(Invalid, 1, static (_, old, _) => old, 1)));
        Assert.Equal("key", Thrown<ArgumentException>(batch, static b => b.CompareExchange(Invalid, 1, 1, out _)));
        Thrown<FormatException>(batch, static b => b.GetOrAdd("dog", static _ => throw new FormatException()));
        Assert.Equal(2, batch.Count);
        batch.Commit();
        Assert.Equal([1, 2], _tree.Select(entry => entry.Value));
        Thrown<InvalidOperationException>(batch, static b => b.GetOrAdd("dog", static _ => 1));
        Thrown<InvalidOperationException>(batch, static b => b.AddOrUpdate("dog"u8, 1, static (_, old, _) => old, 1));
        Thrown<InvalidOperationException>(batch, static b => b.CompareExchange("dog", 1, 1, out _));
        Thrown<InvalidOperationException>(batch, static b => b.AddRange(Array.Empty<KeyValuePair<string, int>>()));
        Thrown<InvalidOperationException>(batch, static b => b.SetRange(Array.Empty<KeyValuePair<string, int>>()));
    }

    [Fact]
    public void While_a_batch_is_open_its_thread_may_not_write_by_other_ways()
    {
        using var batch = _tree.BeginBatch();
        Assert.Throws<InvalidOperationException>(() => _tree.AddRange(Of(("dog", 1))));
        Assert.Throws<InvalidOperationException>(() => _tree.SetRange(Of(("dog", 1))));
        Assert.Throws<InvalidOperationException>(() => _tree.TryAddRange(Of(("dog", 1))));
        Assert.Throws<InvalidOperationException>(() => _tree.AddOrUpdate("cat", 1, (_, old) => old));
        Assert.Throws<InvalidOperationException>(() => _tree.CompareExchange("cat", 2, 1, out _));
        Assert.Equal(7, batch.GetOrAdd("dog", (key, argument) => key.Length + argument, 4));
        Assert.Equal(7, batch.GetOrAdd("dog"u8, static _ => 0));
        batch.Commit();
        Assert.Equal(7, _tree["dog"]);
    }

    private static KeyValuePair<string, int>[] Of(params (string? Key, int Value)[] entries) => Array.ConvertAll(entries, entry => KeyValuePair.Create(entry.Key!, entry.Value));

    private static string? Thrown<TException>(PrefixTree<int>.Batch batch, Act act)
        where TException : Exception
    {
        try
        {
            act(batch);
        }
        catch (TException e)
        {
            Assert.IsType<TException>(e);
            return (e as ArgumentException)?.ParamName;
        }

        Assert.Fail("nothing was thrown");
        return null;
    }

    private delegate void Act(PrefixTree<int>.Batch batch);
}
