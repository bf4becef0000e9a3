using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Concurrent.Rcu;
using Concurrent.Unit.Trees;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>
/// Random sequences of every write, by bytes and by text, and every read, against a sorted dictionary. A failure prints the shrunk sequence, the step that went wrong and the seed.
/// </summary>
public class PrefixModelTests
{
    [Theory]
    [InlineData("a few", 200)]
    [InlineData("words", 60)]
    [InlineData("umlauts and beyond", 60)]
    [InlineData("paths", 60)]
    [InlineData("eight random bytes", 60)]
    [InlineData("three byte values", 60)]
    [InlineData("every byte", 120)]
    [InlineData("every two bytes of some", 30)]
    [InlineData("each a prefix of the next", 60)]
    [InlineData("zeros", 120)]
    [InlineData("differences at each depth", 40)]
    [InlineData("one difference at each depth", 60)]
    [InlineData("long prefixes of each other", 20)]
    [InlineData("long and short", 40)]
    [InlineData("a long common prefix", 6)]
    public void Keys_of_every_kind(string keys, int sequences) => Holds(World(keys), sequences, 40);

    [Fact]
    public void Values_of_16_bytes() => Holds(new PrefixWorld<Twin>(Keys("words"), value => Twin.Of(value), new()), 60, 40);

    [Fact]
    public void Reference_values_some_of_them_null()
    {
        string?[] texts = [.. from i in Enumerable.Range(0, 5_000)
                              select i % 5 == 0 ? null : $"value {i}"];
        Holds(new PrefixWorld<string?>(Keys("every byte"), value => texts[value % texts.Length], new()), 60, 40);
        Holds(new PrefixWorld<string?>(Keys("differences at each depth"), value => texts[value % texts.Length], new()), 30, 40);
    }

    [Fact]
    public void Structs_that_contain_references() => Holds(new PrefixWorld<Labelled>(Keys("three byte values"), Labelled.Of, new()), 60, 40);

    [Fact]
    public void A_tree_that_does_not_recycle() => Holds(World("words") with { Options = new() { RecycleNodes = false } }, 40, 40);

    [Fact]
    public void Trees_that_inherit_recycled_nodes_from_one_another_through_a_shared_pool()
    {
        using var domain = new RcuDomain();
        var pool = new PrefixTreePool<int>(domain, new NodePoolOptions { BagSize = 1 });
        foreach (string keys in new[] { "words", "every byte", "differences at each depth" })
        {
            var world = new PrefixWorld<int>(Keys(keys), value => value, new PrefixTreeOptions<int> { Pool = pool }) { CheckEachStep = false };
            for (int i = 0; i < 3; i++)
            {
                Holds(world, 10, 40);
                domain.Synchronize();
            }
        }

        Assert.True(domain.GetStatistics().RecycledNodes > 0, "nothing was recycled: the run proves nothing");
    }

    [Fact]
    public void Long_sequences_checked_by_their_invariants_after_every_step()
    {
        foreach (string keys in new[] { "words", "three byte values", "each a prefix of the next", "every two bytes of some" }) Holds(World(keys) with { CheckEachStep = false }, 10, 150);
    }

    [Fact]
    public void A_planted_defect_is_found_shrunk_to_a_few_steps_and_printed()
    {
        var world = World("a few") with { Forgotten = PrefixVerb.RemoveOther };
        var failure = Assert.ThrowsAny<Exception>(() => Holds(world, 2_000, 40));
        var shrunk = Regex.Match(failure.Message, @"Shrunk:\s*(\d+) steps: ");
        Assert.True(shrunk.Success, failure.Message);
        Assert.InRange(int.Parse(shrunk.Groups[1].Value, CultureInfo.InvariantCulture), 1, 3);
        Assert.Contains("RemoveOther", failure.ToString(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<byte[]> Keys(string name) => PrefixContents.Of(name).Keys;

    /// <summary>Where values are numbers, everything that can be read is compared as well.</summary>
    private static PrefixWorld<int> World(string keys) => new(Keys(keys), value => value, new())
    {
        CheckReads = static (tree, model) => CheckAll(new PrefixTreeReads(tree), model, 60),
        CheckSnapshotReads = static (snapshot, model) => CheckAll(new PrefixSnapshotReads(snapshot), model, 20),
    };

    private static void CheckAll<TReads>(TReads reads, SortedDictionary<byte[], int> model, int mostProbes)
        where TReads : IPrefixReads, allows ref struct
    {
        var contents = new PrefixContents(model, mostProbes);
        PrefixReadCheck.LookUps(reads, contents);
        PrefixReadCheck.Neighbours(reads, contents);
        PrefixReadCheck.Walks(reads, contents);
        PrefixReadCheck.Copies(reads, contents);
        PrefixReadCheck.Texts(reads, contents);
    }

    private static void Holds<TValue>(PrefixWorld<TValue> world, int sequences, int steps)
        => Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(sequences).WithQuietOnSuccess(true),
            Prop.ForAll(PrefixScenarios.Over(world.Keys.Count, steps), scenario => PrefixRun<TValue>.Of(world, scenario)));
}
