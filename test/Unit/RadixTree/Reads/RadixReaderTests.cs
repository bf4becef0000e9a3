using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Concurrent.Unit.Trees;
using Xunit;
using TreeCrew = Concurrent.Unit.Trees.Crew;

namespace Concurrent.Unit.Radix;

/// <summary>Reads beside one writer that never rests, with nodes that come back as soon as they may.</summary>
/// <remarks>Every fifth index of three neighbourhoods stays, with tag 1; the one after it is never used; the others come and go, one by one, in stretches and as ranges.</remarks>
[Collection(Alone.Name)]
public class RadixReaderTests
{
    private const int Writes = 60_000;
    private const int Width = 1280;

    private static readonly ulong[] Places = [0, 1UL << 30, ulong.MaxValue - Width + 1];

    private static readonly ulong[] Stays = [.. Places.SelectMany(static place => Enumerable.Range(0, Width / 5).Select(i => place + (5 * (ulong)i)))];

    [Fact]
    public void Look_ups_find_what_stays_with_its_value()
    {
        using var domain = new RcuDomain();
        var tree = Tree(domain);
        using var crew = new TreeCrew();
        crew.Add("writer", () => Change(tree));
        var random = new Random(1);
        crew.AddUntilDone("single", () =>
        {
            ulong index = Pick(random);
            bool found = tree.TryGetValue(index, out Twin value);
            if (!found && IsStaying(index)) Assert.Fail($"{index} was not found");
            if (found && value != ValueOf(index)) Assert.Fail($"{value} at {index}");
            if (tree.TryGetRange(index, out ulong first, out ulong last, out value))
            {
                if (first > index || last < index || value != ValueOf(index)) Assert.Fail($"{value} from {first} to {last} around {index}");
            }
            else if (IsStaying(index) || first > index || last < index || Stays.Any(stays => stays >= first && stays <= last))
            {
                Assert.Fail($"nothing from {first} to {last} around {index}");
            }
        });
        var other = new Random(2);
        var indices = new ulong[100];
        var values = new Twin[100];
        var hits = new bool[100];
        crew.AddUntilDone("many", () =>
        {
            for (int i = 0; i < indices.Length; i++) indices[i] = Pick(other);
            int count = tree.GetMany(indices, values, hits);
            for (int i = 0; i < indices.Length; i++)
            {
                if (!hits[i] && IsStaying(indices[i])) Assert.Fail($"{indices[i]} was not found");
                if (values[i] != (hits[i] ? ValueOf(indices[i]) : default)) Assert.Fail($"{values[i]} at {indices[i]}");
                if (hits[i]) count--;
            }

            Assert.Equal(0, count);
        });
        crew.Join();
        tree.CheckInvariants();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Walks_and_pages_go_one_way_and_meet_what_stays_once(bool descending)
    {
        using var domain = new RcuDomain();
        var tree = Tree(domain);
        using var crew = new TreeCrew();
        crew.Add("writer", () => Change(tree));
        crew.AddUntilDone("walker", () =>
        {
            int stays = 0;
            ulong? passed = null;
            var entries = descending ? tree.EnumerateDescending().GetEnumerator() : tree.GetEnumerator();
            while (entries.MoveNext())
            {
                var (index, value) = entries.Current;
                if (passed is { } before && (descending ? entries.CurrentLast >= before : index <= before)) Assert.Fail($"{index} after {before}");
                if (value != ValueOf(index)) Assert.Fail($"{value} at {index}");
                passed = descending ? index : entries.CurrentLast;
                if (IsStaying(index)) stays++;
            }

            entries.Dispose();
            Assert.Equal(Stays.Length, stays);
        });
        var indices = new ulong[37];
        var values = new Twin[37];
        crew.AddUntilDone("pager", () =>
        {
            int stays = 0;
            ulong? passed = null;
            if (descending)
            {
                foreach (var (index, value) in tree.EnumerateDescending().Select(static entry => entry))
                {
                    if (index >= passed || value != ValueOf(index)) Assert.Fail($"{value} at {index} after {passed}");
                    passed = index;
                    if (IsStaying(index)) stays++;
                }
            }
            else
            {
                ulong at = 0;
                for (bool more = true; more;)
                {
                    int count = tree.CopyRange(at, indices, values, out at, out more);
                    for (int i = 0; i < count; i++)
                    {
                        if (indices[i] <= passed || values[i] != ValueOf(indices[i])) Assert.Fail($"{values[i]} at {indices[i]} after {passed}");
                        passed = indices[i];
                        if (IsStaying(indices[i])) stays++;
                    }
                }
            }

            Assert.Equal(Stays.Length, stays);
        });
        crew.Join();
        tree.CheckInvariants();
    }

    [Fact]
    public void Neighbours_lie_between_an_index_and_the_next_that_stays()
    {
        using var domain = new RcuDomain();
        var tree = Tree(domain);
        using var crew = new TreeCrew();
        crew.Add("writer", () => Change(tree));
        var random = new Random(3);
        crew.AddUntilDone("neighbours", () =>
        {
            int at = random.Next(1, Stays.Length - 1);
            ulong index = Stays[at];
            Between(index, index, tree.TryGetFloor(index, out ulong found, out Twin value), found, value);
            Between(index, index, tree.TryGetCeiling(index, out found, out value), found, value);
            Between(index + 1, Stays[at + 1], tree.TryGetHigher(index, out found, out value), found, value);
            Between(Stays[at - 1], index - 1, tree.TryGetLower(index, out found, out value), found, value);
            Between(index + 2, Stays[at + 1], tree.TryGetCeiling(index + 1, out found, out value), found, value);
            Between(Stays[at - 1], index - 1, tree.TryGetFloor(index - 1, out found, out value), found, value);
            Between(0, 0, tree.TryGetFirst(out found, out value), found, value);
            Between(Stays[^1], ulong.MaxValue, tree.TryGetLast(out found, out value), found, value);
        });
        var turns = new Random(4);
        crew.AddUntilDone("cursor", () =>
        {
            using var cursor = tree.GetCursor();
            Assert.True(cursor.Seek(Stays[turns.Next(Stays.Length)]));
            for (int steps = 0; steps < 200; steps++)
            {
                ulong first = cursor.Index, last = cursor.Last;
                bool up = turns.Next(5) > 1 == (steps / 40 % 2 == 0);
                if (up ? cursor.MoveNext() : cursor.MovePrevious())
                {
                    ulong index = cursor.Index, end = cursor.Last;
                    if (up ? cursor.Index <= last : cursor.Last >= first) Assert.Fail($"from {first} {(up ? "up" : "down")} to {cursor.Index}");
                    if (cursor.Value != ValueOf(cursor.Index)) Assert.Fail($"{cursor.Value} at {cursor.Index}");
                    if (up ? Stays.Any(stays => stays > last && stays < index) : Stays.Any(stays => stays < first && stays > end))
                        Assert.Fail($"from {first} {(up ? "up" : "down")} over what stays to {cursor.Index}");
                    continue;
                }

                Assert.True(up ? last >= Stays[^1] : first == 0);
                Assert.True(up ? cursor.MovePrevious() : cursor.MoveNext());
            }
        });
        crew.Join();
        tree.CheckInvariants();

        static void Between(ulong from, ulong to, bool isFound, ulong found, Twin value)
        {
            if (!isFound || found < from || found > to || value != ValueOf(found)) Assert.Fail($"found {isFound}: {value} at {found}, not from {from} to {to}");
        }
    }

    [Fact]
    public void Tagged_entries_that_stay_and_indices_that_stay_free_are_never_passed_over()
    {
        using var domain = new RcuDomain();
        var tree = Tree(domain);
        using var crew = new TreeCrew();
        crew.Add("writer", () => Change(tree));
        var indices = new ulong[50];
        var values = new Twin[50];
        crew.AddUntilDone("tags", () =>
        {
            Assert.True(tree.IsAnyTagged(1));
            int stays = 0;
            ulong? passed = null;
            foreach (var (index, value) in tree.EnumerateTagged(1))
            {
                if (index <= passed || value != ValueOf(index)) Assert.Fail($"{value} at {index} after {passed}");
                passed = index;
                if (IsStaying(index)) stays++;
            }

            Assert.Equal(Stays.Length, stays);
            ulong at = 0;
            for (bool more = true; more;)
            {
                int count = tree.CopyTagged(1, at, indices, values, out at, out more);
                stays -= indices.AsSpan(0, count).ToArray().Count(IsStaying);
            }

            Assert.Equal(0, stays);
        });
        var random = new Random(5);
        crew.AddUntilDone("free", () =>
        {
            int at = random.Next(1, Stays.Length);
            ulong index = Stays[at];
            if (!tree.GetTag(index, 1)) Assert.Fail($"{index} has lost its tag");
            if (!tree.TryGetTagged(1, index, index, out ulong tagged, out _) || tagged != index) Assert.Fail($"{index} is not found by its tag");
            if (!tree.TryGetNextFree(index, out ulong free) || free != index + 1) Assert.Fail($"{free} is free above {index}");
            ulong below = index - 4;
            if (!tree.TryGetPreviousFree(index, out free) || free > index || (Places.Contains(index) ? free + 1 < index : free < below)) Assert.Fail($"{free} is free below {index}");
        });
        crew.Join();
        tree.CheckInvariants();
    }

    [Fact]
    public void Index_0_is_always_found_while_the_tree_grows_and_shrinks()
    {
        using var domain = new RcuDomain();
        var tree = new RadixTree<Twin>(Options(domain)) { { 0, ValueOf(0) } };
        Assert.True(tree.SetTag(0, 0));
        using var crew = new TreeCrew();
        crew.Add("writer", () =>
        {
            for (int write = 0; write < Writes; write++)
            {
                ulong other = 1UL << (write % 64);
                Assert.True(tree.TryAdd(other, ValueOf(other)));
                if (write % 7 == 0) Assert.True(tree.SetTag(other, 0));
                Assert.True(tree.Remove(other));
            }
        });
        for (int reader = 0; reader < 2; reader++)
        {
            crew.AddUntilDone($"reader {reader}", () =>
            {
                Assert.True(tree.TryGetValue(0, out Twin value));
                Assert.Equal(ValueOf(0), value);
                Assert.True(tree.ContainsKey(0));
                Assert.True(tree.TryGetFirst(out ulong first, out _));
                Assert.Equal(0UL, first);
                Assert.True(tree.TryGetLast(out ulong last, out value));
                Assert.Equal(ValueOf(last), value);
                Assert.True(tree.TryGetLower(ulong.MaxValue, out _, out _));
                Assert.True(tree.GetTag(0, 0));
                Assert.True(tree.IsAnyTagged(0));
                Assert.True(tree.TryGetTagged(0, 0, ulong.MaxValue, out first, out _));
                Assert.Equal(0UL, first);
                Assert.True(tree.TryGetNextFree(0, out ulong free));
                Assert.InRange(free, 1UL, 2UL);
                Assert.False(tree.IsEmpty);
                int zeros = 0;
                foreach (var entry in tree) zeros += entry.Key == 0 ? 1 : 0;
                Assert.Equal(1, zeros);
            });
        }

        crew.Join();
        tree.CheckInvariants();
        Assert.Single(tree);
    }

    /// <summary>P7: one of two entries far apart is there at any moment. A search that looked at the place of the one before it came, and of the other after it had gone, would find neither.</summary>
    [Fact]
    public void A_search_never_misses_an_entry_that_moves_between_two_places()
    {
        const ulong Below = 5, Near = 100, Far = (1UL << 40) - 100, Above = 1UL << 40;
        using var domain = new RcuDomain();
        var tree = new RadixTree<Twin>(Options(domain)) { { Below, ValueOf(Below) }, { Near, ValueOf(Near) }, { Above, ValueOf(Above) } };
        using var crew = new TreeCrew();
        crew.Add("writer", () =>
        {
            for (int write = 0; write < Writes; write++)
            {
                // Each comes between a node and its parent, and goes again.
                tree.Add(Far, ValueOf(Far));
                Assert.True(tree.Remove(Near));
                tree.Add(Near, ValueOf(Near));
                Assert.True(tree.Remove(Far));
            }
        });
        crew.AddUntilDone("up", () =>
        {
            Assert.True(tree.TryGetHigher(Below, out ulong found, out Twin value));
            if (found is not Near and not Far || value != ValueOf(found)) Assert.Fail($"{value} at {found} is next above {Below}");
        });
        crew.AddUntilDone("down", () =>
        {
            Assert.True(tree.TryGetFloor(Above - 1, out ulong found, out Twin value));
            if (found is not Near and not Far || value != ValueOf(found)) Assert.Fail($"{value} at {found} is next below {Above}");
        });
        crew.Join();
        tree.CheckInvariants();
    }

    [Fact]
    public void Values_that_are_overwritten_in_place_are_read_whole_through_a_handle_and_under_a_walk()
    {
        using var domain = new RcuDomain();
        var tree = new RadixTree<string>(new RadixTreeOptions<string> { Pool = new RadixTreePool<string>(domain, new NodePoolOptions { BagSize = 1 }) });
        for (ulong i = 0; i < 100; i++) tree.Add(i, $"{i}:0");
        using var crew = new TreeCrew();
        crew.Add("writer", () =>
        {
            for (int write = 0; write < Writes; write++)
            {
                ulong index = (ulong)(write % 100);
                tree[index] = $"{index}:{write}";
                if (write % 3 == 0) Assert.True(tree.Remove((index + 50) % 100 | 1));
                if (write % 3 == 0) tree.Add((index + 50) % 100 | 1, $"{(index + 50) % 100 | 1}:{write}");
            }
        });
        crew.AddUntilDone("handle", () =>
        {
            Assert.True(tree.TryGetSlot(42, out var slot));
            for (int i = 0; i < 50; i++) Assert.StartsWith("42:", slot.Value, StringComparison.Ordinal);
            Assert.True(slot.TryReload());
            Assert.StartsWith("42:", slot.Value, StringComparison.Ordinal);
            slot.Dispose();
        });
        crew.AddUntilDone("walker", () =>
        {
            foreach (var (index, value) in tree)
            {
                if (!value.StartsWith($"{index}:", StringComparison.Ordinal)) Assert.Fail($"{value} at {index}");
            }
        });
        crew.Join();
        tree.CheckInvariants();
    }

    private static RadixTreeOptions<Twin> Options(RcuDomain domain) => new() { Pool = new RadixTreePool<Twin>(domain, new NodePoolOptions { BagSize = 1 }) };

    private static RadixTree<Twin> Tree(RcuDomain domain)
    {
        var tree = new RadixTree<Twin>(Options(domain));
        foreach (ulong index in Stays)
        {
            tree.Add(index, ValueOf(index));
            Assert.True(tree.SetTag(index, 1));
        }

        return tree;
    }

    private static bool IsStaying(ulong index) => Places.Any(place => index - place < Width && (index - place) % 5 == 0);

    /// <summary>All indices of a range that the writer uses have one value.</summary>
    private static Twin ValueOf(ulong index) => Twin.Of((long)(index / 4096 * 4096) + (IsRanged(index) ? 0 : (long)(index % 4096)));

    private static bool IsRanged(ulong index) => index >> 20 == 1;

    private static ulong Pick(Random random)
    {
        ulong place = Places[random.Next(Places.Length)];
        return random.Next(10) == 0 ? (1UL << 20) + (ulong)random.Next(1 << 16) : place + (ulong)random.Next(Width);
    }

    private static void Change(RadixTree<Twin> tree)
    {
        var random = new Random(6);
        for (int write = 0; write < Writes;)
        {
            if (random.Next(20) == 0)
            {
                // Ranges among themselves, where nothing stays.
                ulong first = (1UL << 20) + ((ulong)random.Next(16) << 12), last = first + (ulong)random.Next(4096);
                if (random.Next(3) > 0) tree.StoreRange(first, last, ValueOf(first));
                else tree.RemoveRange(first, last);
                write += 5;
                continue;
            }

            ulong from = Pick(random);
            int stretch = random.Next(4) == 0 ? 150 : 1;
            int what = random.Next(8);
            for (ulong index = from; stretch > 0; stretch--, index++, write++)
            {
                if (IsRanged(index)) break;
                bool stays = IsStaying(index);
                if (stays)
                {
                    if (what == 0) tree[index] = ValueOf(index); // a copy of the leaf: the value is too wide for one store
                    if (what == 1) tree.SetTag(index, 0);
                    if (what == 2) tree.ClearTag(index, 0);
                }
                else if (!IsStaying(index - 1) && index < ulong.MaxValue)
                {
                    if (what < 4) tree.TryAdd(index, ValueOf(index));
                    else tree.Remove(index);
                    if (what == 3) tree.SetTag(index, 1);
                }

                if (index == ulong.MaxValue) break;
            }
        }
    }
}
