using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Linearizability composes: a write that has returned is visible to all, also to a thread that wrote something else meanwhile.</summary>
/// <remarks>A litmus run. With one core it proves nothing, and with several it can only fail to find the fault; the fence is argued in docs/memory-model.md.</remarks>
[Collection(Alone.Name)]
public class StoreBufferingTests
{
    private const int Rounds = 50_000;

    [Fact]
    public void Two_threads_that_each_write_one_tree_and_read_the_other_never_both_miss_the_write()
    {
        using var domain = new RcuDomain();
        var x = Eight(domain);
        var y = Eight(domain);
        int begunByFirst = 0, begunBySecond = 0, endedBySecond = 0, seenOfX = 0, violations = 0;
        using var crew = new Crew();
        crew.Add("writes x, reads y", () =>
        {
            for (int round = 1; round <= Rounds; round++)
            {
                Volatile.Write(ref begunByFirst, round);
                Await(ref begunBySecond, round);
                x[3] = round;
                y.TryGetValue(3, out int seenOfY);
                Await(ref endedBySecond, round);
                if (seenOfX != round && seenOfY != round) violations++;
            }
        });
        crew.Add("writes y, reads x", () =>
        {
            for (int round = 1; round <= Rounds; round++)
            {
                Volatile.Write(ref begunBySecond, round);
                Await(ref begunByFirst, round);
                y[3] = round;
                x.TryGetValue(3, out seenOfX);
                Volatile.Write(ref endedBySecond, round);
            }
        });
        crew.Join();
        Assert.True(violations == 0, $"{violations} of {Rounds}");
    }

    private static BPlusTree<int, int> Eight(RcuDomain domain)
    {
        var tree = TreeOf.Empty<int, int>(TreeOf.FullCapacity, domain: domain);
        for (int key = 0; key < 8; key++) tree.Add(key, 0);
        return tree;
    }

    private static void Await(ref int word, int value)
    {
        // Tight, for the two to start together; yields when the other one is not running. It may be one ahead.
        for (int spins = 0; Volatile.Read(ref word) < value; spins++)
        {
            if (spins > 2_000) Thread.Yield();
        }
    }
}
