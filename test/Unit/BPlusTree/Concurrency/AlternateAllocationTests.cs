#if !DEBUG // see AllocationTests
using System;
using System.Globalization;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Look-ups by alternates, overwrites and updates by them, and loops over views allocate nothing.</summary>
[Collection(Alone.Name)]
public class AlternateAllocationTests
{
    private const int Keys = 5_000;
    private const int Operations = 50_000;

    [Fact]
    public void Reads_by_span_of_characters_allocate_nothing_in_any_framework_order()
    {
        foreach (var comparer in new[] { StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture })
        {
            using var domain = new RcuDomain();
            var tree = Strings(comparer, domain);
            var lookup = tree.GetAlternateLookup<ReadOnlySpan<char>>();
            var frozen = tree.Snapshot().GetAlternateLookup<ReadOnlySpan<char>>();
            AllocatesNothing(number =>
            {
                Span<char> digits = stackalloc char[8];
                number.TryFormat(digits, out int length, "00000", CultureInfo.InvariantCulture);
                ReadOnlySpan<char> key = digits[..length];
                lookup.TryGetValue(key, out _);
                lookup.TryGetValue(key, out _, out _);
                lookup.ContainsKey(key);
                lookup.TryGetFloor(key, out _, out _);
                lookup.TryGetCeiling(key, out _, out _);
                lookup.TryGetLower(key, out _, out _);
                lookup.TryGetHigher(key, out _, out _);
                frozen.TryGetValue(key, out _);
                frozen.TryGetFloor(key, out _, out _);
            });
        }
    }

    [Fact]
    public void Overwrites_by_span_of_characters_allocate_nothing()
    {
        using var domain = new RcuDomain();
        var lookup = Strings(StringComparer.Ordinal, domain).GetAlternateLookup<ReadOnlySpan<char>>();
        AllocatesNothing(number =>
        {
            Span<char> digits = stackalloc char[8];
            number.TryFormat(digits, out int length, "00000", CultureInfo.InvariantCulture);
            ReadOnlySpan<char> key = digits[..length];
            lookup[key] = number;
            lookup.TryUpdate(key, number);
            lookup.TryAdd(key, number);
        });
    }

    [Fact]
    public void Getting_a_lookup_and_reading_by_span_of_bytes_allocate_nothing()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<byte[], int>(TreeOf.FullCapacity, domain: domain);
        for (int i = 0; i < Keys; i++) tree[BitConverter.GetBytes(i)] = i;
        AllocatesNothing(number =>
        {
            Span<byte> key = stackalloc byte[4];
            BitConverter.TryWriteBytes(key, number);
            var lookup = tree.GetAlternateLookup<ReadOnlySpan<byte>>();
            lookup.TryGetValue(key, out _);
            lookup.TryGetHigher(key, out _, out _);
        });
    }

    [Fact]
    public void Loops_over_views_and_searches_in_the_keys_allocate_nothing()
    {
        using var domain = new RcuDomain();
        var tree = Strings(StringComparer.Ordinal, domain);
        string present = "00017";
        AllocatesNothing(number =>
        {
            var keys = tree.Keys;
            if (!keys.Contains(present)) throw new InvalidOperationException(present);
            foreach (string key in tree.Keys)
            {
                if (key.Length > 0) break;
            }

            foreach (int value in tree.Values)
            {
                if (value >= 0) break;
            }
        });
    }

    private static BPlusTree<string, int> Strings(StringComparer comparer, RcuDomain domain)
    {
        var tree = TreeOf.Empty<string, int>(TreeOf.FullCapacity, comparer, domain);
        for (int i = 0; i < Keys; i++) tree[i.ToString("00000", CultureInfo.InvariantCulture)] = i;
        return tree;
    }

    private static void AllocatesNothing(Action<int> operation)
    {
        void Work()
        {
            for (int i = 0; i < Operations; i++) operation(i % Keys);
        }

        Work();
        Work();
        Assert.Equal(0, Allocations.Fewest(Work));
    }
}
#endif
