using System;
using System.Linq;
using Concurrent.Rcu;
using Concurrent.Unit.Trees;
using Xunit;
using TreeCrew = Concurrent.Unit.Trees.Crew;

namespace Concurrent.Unit.Maples;

/// <summary>Reads of ranges beside one writer that splits, merges, spans, empties and replaces everything, at the smallest node capacity.</summary>
[Collection(Alone.Name)]
public class RangeReaderTests
{
    private const int Writes = 40_000;

    [Fact]
    public void Walks_ascend_without_overlaps_and_report_what_stays_exactly_once()
    {
        using var domain = new RcuDomain();
        var tree = Tree(domain);
        using var crew = new TreeCrew();
        crew.Add("writer", () => Change(tree, leavesFences: true));
        for (int reader = 0; reader < 2; reader++)
        {
            bool descending = reader == 1;
            crew.AddUntilDone($"walker {reader}", () =>
            {
                long next = descending ? 1023 : 0;
                int fences = 0;
                foreach (var range in descending ? tree.EnumerateDescending(0, 1023, gaps: true) : tree.EnumerateRange(0, 1023, gaps: true))
                {
                    // The old nodes have neither holes nor overlaps.
                    if ((descending ? range.Last : range.First) != (uint)next && !(descending && next == 1023)) Assert.Fail($"{range} does not go on at {next}");
                    next = descending ? range.First - 1L : range.Last + 1L;
                    if (range.HasValue && range.Value == -1)
                    {
                        Assert.Equal(range.First + 1, range.Last);
                        fences++;
                    }
                }

                Assert.Equal(8, fences);
                long last = -1;
                foreach (var range in tree.Select(range => range)) // in pages
                {
                    if (range.First <= last) Assert.Fail($"{range} after {last}");
                    last = range.Last;
                    if (range.Value == -1) fences--;
                }

                Assert.Equal(0, fences);
            });
        }

        crew.Join();
        tree.CheckInvariants();
    }

    [Fact]
    public void Readers_survive_a_writer_that_empties_the_tree_and_replaces_everything_by_one_range()
    {
        using var domain = new RcuDomain();
        var tree = Tree(domain);
        using var crew = new TreeCrew();
        crew.Add("writer", () => Change(tree, leavesFences: false));
        crew.AddUntilDone("walker", () =>
        {
            long last = -1;
            foreach (var range in tree)
            {
                if (range.First <= last || range.Last < range.First) Assert.Fail($"{range} after {last}");
                last = range.Last;
            }
        });
        crew.AddUntilDone("cursor", () =>
        {
            using var cursor = tree.GetCursor();
            long last = -1;
            while (last < uint.MaxValue && cursor.Next(uint.MaxValue))
            {
                if (cursor.First <= last) Assert.Fail($"{cursor.First} after {last}");
                last = cursor.Last;
            }

            long first = long.MaxValue; // the first step back may show what has become of the range where the cursor stood
            while (cursor.Previous(0))
            {
                if (cursor.Last >= first) Assert.Fail($"{cursor.Last} before {first}");
                first = cursor.First;
            }
        });
        crew.Join();
        tree.CheckInvariants();
    }

    [Fact]
    public void Many_look_ups_find_what_stays()
    {
        using var domain = new RcuDomain();
        var tree = Tree(domain);
        using var crew = new TreeCrew();
        crew.Add("writer", () => Change(tree, leavesFences: true));
        uint[] keys = [.. Enumerable.Range(0, 100).Select(i => (uint)(i * 7 % 1024))];
        var values = new long[keys.Length];
        var found = new bool[keys.Length];
        crew.AddUntilDone("reader", () =>
        {
            tree.GetMany(keys, values, found);
            for (int i = 0; i < keys.Length; i++)
            {
                if (keys[i] % 128 >= 126 && (!found[i] || values[i] != -1)) Assert.Fail($"{keys[i]}: {found[i]}, {values[i]}");
                if (keys[i] % 128 < 126 && found[i] && values[i] < 0) Assert.Fail($"{values[i]} at {keys[i]}");
            }
        });
        crew.Join();
    }

    private static MapleTree<uint, long> Tree(RcuDomain domain)
    {
        var tree = new MapleTree<uint, long>(new MapleTreeOptions<uint, long> { Domain = domain, NodeCapacity = 4, TrackGaps = true });
        for (uint i = 0; i < 8; i++) tree.StoreRange((i * 128) + 126, (i * 128) + 127, -1);
        return tree;
    }

    /// <summary>Between the fences anything goes; without them, everything.</summary>
    private static void Change(MapleTree<uint, long> tree, bool leavesFences)
    {
        var random = new Random(1);
        for (int i = 0; i < Writes; i++)
        {
            uint field = (uint)random.Next(8) * 128;
            uint first = field + (uint)random.Next(126);
            uint last = uint.Min(field + 125, first + (uint)random.Next(random.Next(8) == 0 ? 126 : 4));
            if (!leavesFences && i % 500 == 0) tree.Clear();
            else if (!leavesFences && i % 500 == 250) tree.StoreRange(0, uint.MaxValue, i);
            else if (random.Next(3) == 0) tree.RemoveRange(first, last);
            else tree.StoreRange(first, last, i);
        }
    }
}
