using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using Concurrent.Rcu;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>
/// Random sequences of every member against <see cref="System.Collections.Generic.SortedDictionary{TKey, TValue}"/>. A failure prints the
/// shrunk sequence, the step that went wrong and the seed.
/// </summary>
public class ModelTests
{
    [Theory]
    [InlineData(4, 40, 3_000)]
    [InlineData(5, 40, 1_000)]
    [InlineData(8, 80, 1_000)]
    [InlineData(TreeOf.FullCapacity, 300, 800)]
    public void Int_keys_with_values_stored_in_place(int capacity, int keySpace, int sequences)
        => Holds(new World<int, long>(key => key, value => value, TreeOf.Options<int, long>(capacity), keySpace), sequences);

    [Theory]
    [InlineData(4, 40)]
    [InlineData(TreeOf.FullCapacity, 200)]
    public void Int_keys_checked_after_every_step(int capacity, int keySpace)
        => Holds(
            new World<int, long>(key => key, value => value, TreeOf.Options<int, long>(capacity), keySpace) { CheckEachStep = true }, 400);

    [Theory]
    [InlineData(4, 40, 1_000)]
    [InlineData(TreeOf.FullCapacity, 300, 400)]
    public void Int_keys_with_16_byte_values(int capacity, int keySpace, int sequences)
        => Holds(new World<int, Twin>(key => key, value => Twin.Of(value), TreeOf.Options<int, Twin>(capacity), keySpace), sequences);

    [Theory]
    [InlineData(4, 40, 1_000)]
    [InlineData(TreeOf.FullCapacity, 300, 400)]
    public void Int_keys_with_reference_values_some_of_them_null(int capacity, int keySpace, int sequences)
        => Holds(
            new World<int, string?>(
                key => key, value => value % 5 == 0 ? null : $"value {value}", TreeOf.Options<int, string?>(capacity), keySpace),
            sequences);

    [Fact]
    public void Int_keys_with_structs_that_contain_references()
        => Holds(new World<int, Labelled>(key => key, Labelled.Of, TreeOf.Options<int, Labelled>(), 40), 500);

    [Fact]
    public void Int_keys_of_a_tree_that_does_not_recycle()
        => Holds(new World<int, Twin>(key => key, value => Twin.Of(value), TreeOf.Options<int, Twin>(recycle: false), 40), 500);

    [Fact]
    public void Trees_that_inherit_recycled_nodes_from_one_another_through_a_shared_pool()
    {
        using var domain = new RcuDomain();
        // Bags of one node: with large ones nothing comes back but by the idle tick of a slow run.
        var pool = new BPlusTreePool<int, Twin>(domain, new NodePoolOptions { BagSize = 1 });
        Holds(new World<int, Twin>(key => key, value => Twin.Of(value), TreeOf.Options<int, Twin>() with { Pool = pool }, 40), 2_000);
        var texts = new BPlusTreePool<string, string?>(domain, new NodePoolOptions { BagSize = 1 });
        Holds(
            new World<string, string?>(
                key => $"key {key}", value => value % 5 == 0 ? null : $"value {value}", TreeOf.Options<string, string?>() with { Pool = texts }, 40),
            1_000);
        Assert.True(domain.GetStatistics().RecycledNodes > 0, "nothing was recycled: the run proves nothing");
    }

    [Fact]
    public void Ulong_keys_spread_over_the_whole_range()
        => Holds(
            new World<ulong, int>(key => (ulong)key * 0x9E37_79B9_7F4A_7C15, value => value, TreeOf.Options<ulong, int>(), 40), 500);

    [Fact]
    public void Double_keys_with_NaN_and_both_infinities()
        => Holds(
            new World<double, int>(
                key => key switch { -1 => double.NaN, 0 => double.NegativeInfinity, 39 => double.PositiveInfinity, _ => (key - 20) * 0.5 },
                value => value, TreeOf.Options<double, int>(), 40),
            500);

    [Fact]
    public void UInt128_keys() => Holds(
        new World<UInt128, long>(key => new((ulong)(key / 4), (ulong)(key % 4)), value => value, TreeOf.Options<UInt128, long>(), 40), 500);

    [Fact]
    public void String_keys_in_ordinal_order()
        => Holds(new World<string, int>(key => $"key {key}", value => value, TreeOf.Options<string, int>(), 40), 500);

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void String_keys_with_a_comparer_that_knows_no_case(int capacity)
        => Holds(
            // Two integers stand for one key in two spellings.
            new World<string, string>(
                key => (key % 2 == 0 ? "key " : "KEY ") + (key + 1) / 2, value => $"value {value}",
                TreeOf.Options<string, string>(capacity, StringComparer.OrdinalIgnoreCase), 80),
            500);

    [Fact]
    public void Int_keys_in_reverse_order()
        => Holds(new World<int, long>(key => key, value => value, TreeOf.Options<int, long>(4, ReverseComparer<int>.Instance), 40), 500);

    [Fact]
    public void A_planted_defect_is_found_shrunk_to_a_few_steps_and_printed()
    {
        // The tree takes 13 for 14; the model does not.
        var confused = Comparer<int>.Create((x, y) => (x == 13 ? 14 : x).CompareTo(y == 13 ? 14 : y));
        var world = new World<int, long>(key => key, value => value, TreeOf.Options<int, long>(4, confused), 40) { Order = Comparer<int>.Default };
        var failure = Assert.ThrowsAny<Exception>(() => Holds(world, 2_000));
        var shrunk = Regex.Match(failure.Message, @"Shrunk:\s*(\d+) steps: ");
        Assert.True(shrunk.Success, failure.Message);
        Assert.InRange(int.Parse(shrunk.Groups[1].Value, CultureInfo.InvariantCulture), 1, 3);
        Assert.Contains("expected", failure.ToString(), StringComparison.Ordinal);
    }

    private static void Holds<TKey, TValue>(World<TKey, TValue> world, int sequences) where TKey : notnull
        => Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(sequences).WithQuietOnSuccess(true),
            Prop.ForAll(Scenarios.Over(world.KeySpace, 60), scenario => ModelRun<TKey, TValue>.Of(world, scenario)));
}
