using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Concurrent.Rcu;
using Concurrent.Unit.Trees;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>
/// Random sequences of every member against <see cref="RadixModel{TValue}"/>. A failure prints the shrunk sequence, the step that went wrong and the seed.
/// </summary>
public class RadixModelTests
{
    [Fact]
    public void Dense_indices() => Holds(World(RadixIndices.Dense, value => (long)value), 400);

    [Fact]
    public void Clustered_indices_at_the_seams_of_nodes_and_both_ends() => Holds(World(RadixIndices.Clustered, value => (long)value), 400);

    [Fact]
    public void Scattered_indices() => Holds(World(RadixIndices.Scattered, value => (long)value), 200);

    [Fact]
    public void Edges_of_all_levels_from_0_to_the_greatest() => Holds(World(RadixIndices.Edges, value => (long)value), 200);

    [Fact]
    public void Values_of_16_bytes() => Holds(World(RadixIndices.Clustered, value => Twin.Of(value)), 100);

    [Fact]
    public void Reference_values_some_of_them_null()
    {
        string?[] texts = [.. from i in Enumerable.Range(0, 5_000)
                              select i % 5 == 0 ? null : $"value {i}"];
        Holds(World(RadixIndices.Dense, value => texts[value % texts.Length]), 100);
        Holds(World(RadixIndices.Edges, value => texts[value % texts.Length]), 100);
    }

    [Fact]
    public void Structs_that_contain_references() => Holds(World(RadixIndices.Clustered, Labelled.Of), 60);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public void Any_number_of_tags(int tags)
    {
        Holds(World(RadixIndices.Dense, value => (long)value, tags), 80);
        Holds(World(RadixIndices.Clustered, value => (long)value, tags), 60);
        Holds(World(RadixIndices.Edges, value => (long)value, tags), 60);
    }

    [Fact]
    public void A_tree_that_does_not_recycle()
    {
        var world = World(RadixIndices.Clustered, value => Twin.Of(value));
        Holds(world with { Options = world.Options with { RecycleNodes = false } }, 80);
    }

    [Fact]
    public void Trees_that_inherit_recycled_nodes_from_one_another_through_a_shared_pool()
    {
        using var domain = new RcuDomain();
        var pool = new RadixTreePool<string>(domain, new NodePoolOptions { BagSize = 1 });
        foreach (var indices in new[] { RadixIndices.Dense, RadixIndices.Clustered, RadixIndices.Edges })
        {
            var world = World(indices, value => $"value {value}") with { Options = new RadixTreeOptions<string> { Pool = pool }, CheckEachStep = false };
            for (int i = 0; i < 4; i++)
            {
                Holds(world, 30);
                domain.Synchronize();
            }
        }

        Assert.True(domain.GetStatistics().RecycledNodes > 0, "nothing was recycled: the run proves nothing");
    }

    [Fact]
    public void Long_sequences_checked_by_their_invariants_after_every_step()
    {
        Holds(World(RadixIndices.Dense, value => (long)value) with { CheckEachStep = false }, 50, 150);
        Holds(World(RadixIndices.Clustered, value => (long)value) with { CheckEachStep = false }, 50, 150);
        Holds(World(RadixIndices.Edges, value => (long)value) with { CheckEachStep = false }, 50, 150);
    }

    [Fact]
    public void A_planted_defect_is_found_shrunk_to_a_few_steps_and_printed()
    {
        var world = World(RadixIndices.Dense, value => (long)value) with { Forgotten = RadixVerb.Window };
        var failure = Assert.ThrowsAny<Exception>(() => Holds(world, 2_000));
        var shrunk = Regex.Match(failure.Message, @"Shrunk:\s*(\d+) steps: ");
        Assert.True(shrunk.Success, failure.Message);
        Assert.InRange(int.Parse(shrunk.Groups[1].Value, CultureInfo.InvariantCulture), 1, 3);
        Assert.Contains("expected", failure.ToString(), StringComparison.Ordinal);
    }

    private static RadixWorld<TValue> World<TValue>((Func<int, ulong> IndexOf, int Space) indices, Func<int, TValue> valueOf, int tags = 3)
        => new(indices.IndexOf, indices.Space, valueOf, new RadixTreeOptions<TValue> { TagCount = tags });

    private static void Holds<TValue>(RadixWorld<TValue> world, int sequences, int steps = 50)
        => Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(sequences).WithQuietOnSuccess(true),
            Prop.ForAll(RadixScenarios.Over(world.Space, steps), scenario => RadixRun<TValue>.Of(world, scenario)));
}
