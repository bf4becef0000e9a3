using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>Which country an internet address is registered in: every range of the real tables, and every gap between them.</summary>
public class AddressTableTests
{
    private static readonly RangeEntry<uint, string>[] Ipv4 = [.. Parse("asn-country-ipv4-num.csv.gz", replay: true, hex: false).Select(entry => new RangeEntry<uint, string>((uint)entry.First, (uint)entry.Last, entry.Value))];
    private static readonly RangeEntry<ulong, string>[] Ipv6 = Parse("asn-country-ipv6-hi64.csv.gz", replay: false, hex: true);

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void Ipv4_loaded_answers_at_every_first_and_last_key_and_in_every_gap(int capacity)
    {
        var tree = MapleOf.Empty<uint, string>(capacity);
        tree.Load(Ipv4);
        tree.CheckInvariants();
        Assert.Equal(141_822, tree.Count);
        var gaps = EveryAnswer(tree, Ipv4);
        Assert.Equal((0u, uint.MaxValue), (gaps[0].First, gaps[^1].Last));
        Assert.Equal((7_425, 67), (gaps.Count - 2, gaps[1..^1].Count(gap => gap.Last - gap.First >= 65_535)));
        EveryAnswer(tree.Snapshot(), Ipv4);
        EveryGapFound(tree, gaps);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void Ipv4_announced_in_random_order_then_withdrawn_in_another_leaves_nothing(int capacity)
    {
        var tree = MapleOf.Empty<uint, string>(capacity);
        foreach (var (first, last, country) in TreeOf.Shuffled(Ipv4, 1)) Assert.True(tree.TryAddRange(first, last, country));
        tree.CheckInvariants();
        EveryAnswer(tree, Ipv4);
        var snapshot = tree.Snapshot();

        var leaving = TreeOf.Shuffled(Ipv4, 2);
        for (int i = 0; i < leaving.Length; i++)
        {
            if (i == leaving.Length / 2)
            {
                tree.CheckInvariants();
                EveryAnswer(tree, [.. leaving[i..].OrderBy(entry => entry.First)]);
            }

            var withdrawn = leaving[i];
            if (i % 2 == 0) Assert.True(tree.RemoveRange(withdrawn.First, withdrawn.Last));
            else Assert.True(tree.TryRemoveContaining(withdrawn.Last, out var removed) && removed == withdrawn);
        }

        tree.CheckInvariants();
        Assert.True(tree.IsEmpty);
        Assert.False(tree.TryGetRange(0, out var nothing));
        Assert.Equal((0u, uint.MaxValue), (nothing.First, nothing.Last));
        EveryAnswer(snapshot, Ipv4);
    }

    [Fact]
    public void Ipv4_coalesced_by_initials_has_one_range_for_each_run_of_one_initial()
    {
        // The table itself has no two neighbours of one country.
        RangeEntry<uint, string>[] initials = [.. Ipv4.Select(entry => new RangeEntry<uint, string>(entry.First, entry.Last, string.Intern(entry.Value[..1])))];
        var expected = new List<RangeEntry<uint, string>>();
        foreach (var entry in initials)
        {
            if (expected.Count > 0 && expected[^1].Last + 1 == entry.First && expected[^1].Value == entry.Value) expected[^1] = new(expected[^1].First, entry.Last, entry.Value);
            else expected.Add(entry);
        }

        Assert.True(expected.Count < Ipv4.Length, "no two neighbours have one initial: it proves nothing");
        var stored = MapleOf.Empty<uint, string>(TreeOf.FullCapacity, coalesce: true);
        foreach (var (first, last, country) in TreeOf.Shuffled(initials, 3)) stored.StoreRange(first, last, country);
        stored.CheckInvariants();
        EveryAnswer(stored, [.. expected]);
        var loaded = MapleOf.Empty<uint, string>(TreeOf.FullCapacity, coalesce: true);
        loaded.Load(initials);
        loaded.CheckInvariants();
        EveryAnswer(loaded, [.. expected]);
    }

    [Fact]
    public void Ipv6_networks_by_their_upper_halves()
    {
        var tree = MapleOf.Empty<ulong, string>(TreeOf.FullCapacity);
        foreach (var (first, last, country) in TreeOf.Shuffled(Ipv6, 4)) tree.StoreRange(first, last, country);
        tree.CheckInvariants();
        Assert.Equal(68_368, tree.Count);
        EveryGapFound(tree, EveryAnswer(tree, Ipv6));
    }

    [Fact]
    public void Ipv6_networks_by_whole_addresses()
    {
        RangeEntry<UInt128, string>[] networks = [.. Ipv6.Select(entry => new RangeEntry<UInt128, string>(new(entry.First, 0), new(entry.Last, ulong.MaxValue), entry.Value))];
        var tree = MapleOf.Empty<UInt128, string>(TreeOf.FullCapacity);
        foreach (var (first, last, country) in TreeOf.Shuffled(networks, 5)) tree.StoreRange(first, last, country);
        tree.CheckInvariants();
        EveryGapFound(tree, EveryAnswer(tree, networks));
    }

    /// <summary>Asks at each end of each range and of each gap, in the middle, and for all of them at once.</summary>
    /// <returns>The gaps.</returns>
    private static List<RangeEntry<TKey, string>> EveryAnswer<TKey>(MapleTree<TKey, string> tree, RangeEntry<TKey, string>[] expected)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        Assert.Equal(expected.Length, tree.LongCount);
        return EveryAnswer(new TreeAccess<TKey, string>(tree), expected);
    }

    private static List<RangeEntry<TKey, string>> EveryAnswer<TKey>(MapleTreeSnapshot<TKey, string> snapshot, RangeEntry<TKey, string>[] expected)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
        => EveryAnswer(new SnapshotReads<TKey, string>(snapshot), expected);

    private static List<RangeEntry<TKey, string>> EveryAnswer<TKey>(IRangeReads<TKey, string> reads, RangeEntry<TKey, string>[] expected)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        var all = WithGaps(expected);
        foreach (var entry in all)
        {
            foreach (TKey key in new[] { entry.First, entry.First + ((entry.Last - entry.First) >> 1), entry.Last })
            {
                reads.TryGetRange(key, out var range);
                if (range != entry) Assert.Fail($"at {key}: {range}, expected {entry}");
                if (reads.TryGetValue(key, out string? country) != entry.HasValue || country != entry.Value) Assert.Fail($"at {key}: {country}, expected {entry}");
            }
        }

        MapleAssert.Same("ascending", expected, reads.All());
        MapleAssert.Same("with gaps", all, reads.Window(TKey.MinValue, TKey.MaxValue, gaps: true));
        MapleAssert.Same("descending", expected.Reverse(), reads.AllDescending());
        TKey[] firsts = [.. all.Select(entry => entry.First)];
        var values = new string[firsts.Length];
        var found = new bool[firsts.Length];
        Assert.Equal(expected.Length, reads.GetMany(firsts, values, found));
        Assert.Equal(all.Select(entry => entry.HasValue), found);
        return [.. all.Where(entry => !entry.HasValue)];
    }

    /// <summary>The first and the last gap of each size up to the largest, against a plain look through all of them.</summary>
    private static void EveryGapFound<TKey>(MapleTree<TKey, string> tree, List<RangeEntry<TKey, string>> gaps)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        TKey largest = gaps.Max(gap => gap.Last - gap.First);
        foreach (TKey reach in gaps.Select(gap => gap.Last - gap.First).Distinct().Where(reach => reach < TKey.MaxValue).Take(400))
        {
            TKey size = reach + TKey.One;
            var lowest = gaps.First(gap => gap.Last - gap.First >= reach);
            var highest = gaps.Last(gap => gap.Last - gap.First >= reach);
            Assert.True(tree.TryFindGap(size, out TKey low) && low == lowest.First, $"lowest gap of {size}: {low}");
            Assert.True(tree.TryFindGapHighest(size, out TKey high) && high == highest.Last - reach, $"highest gap of {size}: {high}");
        }

        Assert.False(tree.TryFindGap(largest + TKey.One + TKey.One, out _));
        Assert.False(tree.TryFindGapHighest(largest + TKey.One + TKey.One, out _));
    }

    private static List<RangeEntry<TKey, string>> WithGaps<TKey>(RangeEntry<TKey, string>[] ranges)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        var all = new List<RangeEntry<TKey, string>>();
        TKey next = TKey.MinValue;
        foreach (var range in ranges)
        {
            if (range.First != next) all.Add(new(next, range.First - TKey.One, null!, hasValue: false));
            all.Add(range);
            next = unchecked(range.Last + TKey.One);
        }

        if (ranges.Length == 0 || ranges[^1].Last != TKey.MaxValue) all.Add(new(next, TKey.MaxValue, null!, hasValue: false));
        return all;
    }

    private static RangeEntry<ulong, string>[] Parse(string name, bool replay, bool hex)
    {
        var style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        var lines = replay ? RealFile.OfReplay(name) : RealFile.OfTests(name);
        return
        [
            .. from line in lines
               let fields = line.Split(',')
               select new RangeEntry<ulong, string>(
                   ulong.Parse(fields[0], style, CultureInfo.InvariantCulture), ulong.Parse(fields[1], style, CultureInfo.InvariantCulture), string.Intern(fields[2])),
        ];
    }
}
