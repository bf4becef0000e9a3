using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>The memory mappings of a real compiler process, in the order in which it made them. Where the kernel chose an address, ours must choose the same.</summary>
public class AddressSpaceTests
{
    [Theory]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [InlineData(TreeOf.FullCapacity, false)]
    [InlineData(TreeOf.FullCapacity, true)]
    public void Every_address_that_the_kernel_chose_is_the_highest_gap_found_and_the_final_map_is_the_recorded_one(int capacity, bool coalesce)
    {
        var tree = MapleOf.Empty<ulong, Mapping>(capacity, coalesce: coalesce);
        ulong top = 0;
        int chosen = 0, number = 0;
        foreach (string line in RealFile.OfReplay("dotnet-csc.trace.gz"))
        {
            if (line.StartsWith("# gap_last: ", StringComparison.Ordinal)) top = Address(line[12..]);
            if (line[0] == '#') continue;
            string[] fields = line.Split(' ');
            ulong first = Address(fields[1]), last = Address(fields[2]);
            switch (fields[0])
            {
                case "A":
                    Assert.True(tree.TryFindGapHighest(last - first + 1, out ulong gap, windowLast: top) && gap == first, $"{line}: found {gap:x}");
                    Assert.True(tree.TryAllocateHighest(last - first + 1, Mapping.Of(fields[3], fields[4]), out gap, windowLast: top) && gap == first, $"{line}: allocated {gap:x}");
                    chosen++;
                    break;
                case "I" or "M":
                    tree.StoreRange(first, last, Mapping.Of(fields[3], fields[4]));
                    break;
                case "U":
                    tree.RemoveRange(first, last);
                    break;
                case "P":
                    foreach (var entry in Clipped(tree, first, last)) tree.StoreRange(entry.First, entry.Last, entry.Value.With(fields[3]));
                    break;
                default:
                    Assert.Fail($"unknown operation: {line}");
                    break;
            }

            if (++number % 500 == 0) tree.CheckInvariants();
        }

        Assert.Equal((13_037 - 0, 2_213), (number, chosen));
        tree.CheckInvariants();
        string[] final = [.. Merged(tree).Select(entry => $"{entry.First:x} {entry.Last:x} {entry.Value.Protection} {entry.Value.Object}")];
        Assert.Equal([.. RealFile.OfReplay("dotnet-csc.final.gz").Where(line => line[0] != '#')], final);
        if (coalesce) Assert.Equal(final.Length, tree.Count);
    }

    private static List<RangeEntry<ulong, Mapping>> Clipped(MapleTree<ulong, Mapping> tree, ulong first, ulong last)
    {
        var parts = new List<RangeEntry<ulong, Mapping>>();
        foreach (var (from, to, mapping) in tree.EnumerateRange(first, last)) parts.Add(new(Math.Max(first, from), Math.Min(last, to), mapping));
        return parts;
    }

    /// <summary>Neighbours with equal mappings as one, as the record has them.</summary>
    private static List<RangeEntry<ulong, Mapping>> Merged(MapleTree<ulong, Mapping> tree)
    {
        var merged = new List<RangeEntry<ulong, Mapping>>();
        foreach (var entry in tree)
        {
            if (merged.Count > 0 && merged[^1].Last + 1 == entry.First && merged[^1].Value == entry.Value) merged[^1] = new(merged[^1].First, entry.Last, entry.Value);
            else merged.Add(entry);
        }

        return merged;
    }

    private static ulong Address(string hex) => ulong.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
