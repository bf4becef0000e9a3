using Concurrent.Rcu;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>
/// Random sequences of every member, batches, snapshots and sections: at the end every value that the tree was ever given is disposed exactly once, those that it handed out or refused never; and at every
/// step what the tree, a living snapshot or an open section can show is not disposed, and the rest is.
/// </summary>
public class OwnedModelTests
{
    [Theory]
    [InlineData(4, 40, 1_500)]
    [InlineData(5, 12, 500)]
    [InlineData(TreeOf.FullCapacity, 200, 300)]
    public void Every_value_is_disposed_exactly_once_and_never_before_its_time(int capacity, int keySpace, int sequences)
    {
        using var domain = new RcuDomain();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(sequences).WithQuietOnSuccess(true),
            Prop.ForAll(Scenarios.Over(keySpace, 40), scenario => OwnedRun.Of(domain, capacity, scenario)));
    }
}
