using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.RegularExpressions;
using Concurrent.Rcu;
using Concurrent.Unit.Trees;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>
/// Random sequences of every member against <see cref="RangeModel{TKey, TValue}"/>. A failure prints the shrunk sequence, the step that went wrong and the seed.
/// </summary>
public class RangeModelTests
{
    /// <summary>Capacity, whether gaps are tracked, whether neighbours coalesce, and how many sequences.</summary>
    public static TheoryData<int, bool, bool, int> Kinds => new()
    {
        { 4, true, false, 400 },
        { 4, false, false, 200 },
        { 4, true, true, 300 },
        { 4, false, true, 150 },
        { 5, true, false, 150 },
        { 8, true, true, 100 },
        { TreeOf.FullCapacity, true, false, 60 },
        { TreeOf.FullCapacity, true, true, 60 },
        { TreeOf.FullCapacity, false, false, 30 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Ulong_keys_at_both_ends_and_in_the_middle(int capacity, bool gaps, bool coalesce, int sequences)
        => Holds(new RangeWorld<ulong, long>(Spread<ulong>(Space(capacity)), Value(coalesce), MapleOf.Options<ulong, long>(capacity, gaps, coalesce), Space(capacity)), sequences);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Byte_keys_every_one_of_them(int capacity, bool gaps, bool coalesce, int sequences)
        => Holds(new RangeWorld<byte, long>(key => (byte)key, Value(coalesce), MapleOf.Options<byte, long>(capacity, gaps, coalesce), 256), sequences / 4);

    [Theory]
    [InlineData(4, 200)]
    [InlineData(TreeOf.FullCapacity, 30)]
    public void Uint_keys_with_16_byte_values(int capacity, int sequences)
        => Holds(new RangeWorld<uint, Twin>(Spread<uint>(Space(capacity)), value => Twin.Of(value), MapleOf.Options<uint, Twin>(capacity), Space(capacity)), sequences);

    [Theory]
    [InlineData(4, false, 200)]
    [InlineData(4, true, 200)]
    [InlineData(TreeOf.FullCapacity, true, 30)]
    public void UInt128_keys_with_reference_values_some_of_them_null(int capacity, bool coalesce, int sequences)
    {
        // With coalescing, few objects; they are compared by reference, so each value has one object.
        string?[] texts = [.. from i in Enumerable.Range(0, 5_000)
                            select i % 5 == 0 ? null : $"value {i}"];
        Holds(
            new RangeWorld<UInt128, string?>(
                Spread<UInt128>(Space(capacity)), value => texts[coalesce ? value % 3 : value % texts.Length], MapleOf.Options<UInt128, string?>(capacity, coalesce: coalesce), Space(capacity)),
            sequences);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void Structs_that_contain_references(int capacity)
        => Holds(new RangeWorld<ushort, Labelled>(Spread<ushort>(Space(capacity)), Labelled.Of, MapleOf.Options<ushort, Labelled>(capacity), Space(capacity)), 60);

    [Fact]
    public void A_tree_that_does_not_recycle()
        => Holds(new RangeWorld<ulong, Twin>(Spread<ulong>(48), value => Twin.Of(value), MapleOf.Options<ulong, Twin>(recycle: false), 48), 100);

    [Fact]
    public void Trees_that_inherit_recycled_nodes_from_one_another_through_a_shared_pool()
    {
        using var domain = new RcuDomain();
        var pool = new MapleTreePool<ulong, string>(domain, new NodePoolOptions { BagSize = 1 });
        var options = MapleOf.Options<ulong, string>() with { Pool = pool };
        var world = new RangeWorld<ulong, string>(Spread<ulong>(48), value => $"value {value}", options, 48) { CheckEachStep = false };
        for (int i = 0; i < 8; i++)
        {
            Holds(world, 50);
            domain.Synchronize();
        }

        Assert.True(domain.GetStatistics().RecycledNodes > 0, "nothing was recycled: the run proves nothing");
    }

    [Theory]
    [InlineData(4, 1_500)]
    [InlineData(TreeOf.FullCapacity, 150)]
    public void Long_sequences_checked_by_their_invariants_after_every_step(int capacity, int sequences)
        => Holds(
            new RangeWorld<ulong, long>(Spread<ulong>(Space(capacity)), value => value, MapleOf.Options<ulong, long>(capacity), Space(capacity)) { CheckEachStep = false },
            sequences, 150);

    [Fact]
    public void A_planted_defect_is_found_shrunk_to_a_few_steps_and_printed()
    {
        var world = new RangeWorld<ulong, long>(key => (ulong)key, value => value, MapleOf.Options<ulong, long>(), 40) { Forgotten = RangeVerb.Window };
        var failure = Assert.ThrowsAny<Exception>(() => Holds(world, 2_000));
        var shrunk = Regex.Match(failure.Message, @"Shrunk:\s*(\d+) steps: ");
        Assert.True(shrunk.Success, failure.Message);
        Assert.InRange(int.Parse(shrunk.Groups[1].Value, CultureInfo.InvariantCulture), 1, 3);
        Assert.Contains("expected", failure.ToString(), StringComparison.Ordinal);
    }

    private static int Space(int capacity) => capacity == TreeOf.FullCapacity ? 240 : 48;

    private static Func<int, long> Value(bool coalesce) => coalesce ? value => value % 3 : value => value;

    /// <summary>A third of the keys at the low end, a third around the middle with room between them, a third at the high end.</summary>
    private static Func<int, TKey> Spread<TKey>(int space)
        where TKey : IBinaryInteger<TKey>, IMinMaxValue<TKey>
        => key => key < space / 3 ? TKey.CreateChecked(key)
            : key < 2 * (space / 3) ? (TKey.MaxValue >> 1) + (TKey.CreateChecked(key) * TKey.CreateChecked(5))
            : TKey.MaxValue - TKey.CreateChecked(space - 1 - key);

    private static void Holds<TKey, TValue>(RangeWorld<TKey, TValue> world, int sequences, int steps = 50)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
        => Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(sequences).WithQuietOnSuccess(true),
            Prop.ForAll(RangeScenarios.Over(world.KeySpace, steps, world.Options.TrackGaps), scenario => RangeRun<TKey, TValue>.Of(world, scenario)));
}
