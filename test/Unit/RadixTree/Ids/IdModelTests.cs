using System;
using Concurrent.Rcu;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Concurrent.Unit.Ids;

/// <summary>Random sequences of every member against <see cref="IdModel"/>. A failure prints the shrunk sequence and the step that went wrong.</summary>
public sealed class IdModelTests : IDisposable
{
    private readonly RcuDomain _domain = new();

    public void Dispose() => _domain.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_small_space_that_is_full_most_of_the_time(bool delays) => Holds(IdWorld.Dense(1, 150, 90), delays, sequences: 400, steps: 80);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_space_within_one_word(bool delays) => Holds(IdWorld.Dense(67, 120, 20), delays, sequences: 200, steps: 80);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ranges_across_words_and_leaves_and_larger_than_a_leaf(bool delays) => Holds(IdWorld.Dense(0, 30_000, 9_000), delays, sequences: 40, steps: 40);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_greatest_ids_there_are(bool delays) => Holds(IdWorld.Dense(ulong.MaxValue - 9_000, ulong.MaxValue, 5_000), delays, sequences: 60, steps: 40);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ids_on_either_side_of_every_seam_of_the_tree(bool delays) => Holds(IdWorld.Seams(300), delays, sequences: 300, steps: 60);

    private void Holds(IdWorld world, bool delays, int sequences, int steps)
        => Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(sequences).WithQuietOnSuccess(true),
            Prop.ForAll(IdScenarios.Over(world, steps), scenario => IdRun.Of(world, _domain, delays, scenario)));
}
