using System;
using System.Linq;
using System.Threading;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>What is left of a batch after its end shows nothing, least of all the next batch (B1).</summary>
public class EndedBatchTests
{
    [Fact]
    public void A_range_of_a_batch_that_has_ended_does_not_show_the_open_batch_of_another_thread()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(10));
        var first = tree.BeginBatch();
        var range = first.EnumerateRange(KeyRange<int>.All);
        first.Dispose();
        using var opened = new ManualResetEventSlim(false);
        using var gate = new ManualResetEventSlim(false);
        using var crew = new Crew();
        crew.Add("another thread's batch", () =>
        {
            using var batch = tree.BeginBatch();
            batch[1_000] = -1;
            opened.Set();
            gate.Wait();
        });
        crew.Go();
        opened.Wait();
        try
        {
            Assert.Throws<InvalidOperationException>(() => range.Select(entry => entry.Key).ToList());
        }
        finally
        {
            gate.Set();
        }

        crew.Join();
    }
}
