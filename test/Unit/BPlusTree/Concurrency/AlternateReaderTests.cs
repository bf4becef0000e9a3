using System;
using System.Globalization;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Reads by span beside a writer: what is there throughout is found, and neighbours are the true ones (P7).</summary>
public class AlternateReaderTests
{
    private const int Stable = 100;
    private const int Rounds = 12_000;

    [Fact]
    public void Keys_that_stay_are_found_and_bound_their_neighbours_while_others_come_and_go()
    {
        using var domain = new Rcu.RcuDomain();
        var tree = TreeOf.Empty<string, Twin>(domain: domain);
        for (int i = 0; i < Stable; i++) tree[Name(2 * i)] = Twin.Of(2 * i);
        using var crew = new Crew();
        crew.Add("writer", () =>
        {
            var lookup = tree.GetAlternateLookup<ReadOnlySpan<char>>();
            var random = new Random(3);
            for (int i = 0; i < Rounds; i++)
            {
                string odd = Name(2 * random.Next(Stable) + 1);
                if (!lookup.TryAdd(odd, Twin.Of(int.Parse(odd, CultureInfo.InvariantCulture)))) Assert.True(lookup.Remove(odd));
                string even = Name(2 * random.Next(Stable));
                Assert.True(lookup.TryUpdate(even, Twin.Of(int.Parse(even, CultureInfo.InvariantCulture))));
            }
        });
        for (int reader = 0; reader < 2; reader++)
        {
            var random = new Random(reader);
            crew.AddUntilDone($"reader {reader}", () =>
            {
                var lookup = tree.GetAlternateLookup<ReadOnlySpan<char>>();
                int even = 2 * random.Next(Stable);
                Span<char> digits = stackalloc char[6];
                ReadOnlySpan<char> name = Written(even, digits);
                Assert.True(lookup.TryGetValue(name, out Twin value));
                Assert.Equal(Twin.Of(even), value);
                Assert.True(lookup.ContainsKey(name));
                name = Written(even + 1, digits);
                Assert.True(lookup.TryGetFloor(name, out string? key, out value));
                OneOf(even, even + 1, key, value);
                Assert.True(lookup.TryGetLower(name, out key, out value));
                OneOf(even, even, key, value);
                bool last = even + 2 == 2 * Stable;
                if (lookup.TryGetCeiling(name, out key, out value)) OneOf(even + 1, even + 2, key, value);
                else Assert.True(last);
                if (lookup.TryGetHigher(name, out key, out value)) OneOf(even + 2, even + 2, key, value);
                else Assert.True(last);
            });
        }

        crew.Join();
        tree.CheckInvariants();
    }

    private static void OneOf(int first, int second, string key, Twin value)
    {
        Assert.True(key == Name(first) || key == Name(second), $"{key}, expected {first} or {second}");
        Assert.Equal(Twin.Of(int.Parse(key, CultureInfo.InvariantCulture)), value);
    }

    private static string Name(int number) => number.ToString("000000", CultureInfo.InvariantCulture);

    private static ReadOnlySpan<char> Written(int number, Span<char> digits)
    {
        Assert.True(number.TryFormat(digits, out int length, "000000", CultureInfo.InvariantCulture));
        return digits[..length];
    }
}
