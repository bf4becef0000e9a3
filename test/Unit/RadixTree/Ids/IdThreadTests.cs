using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Concurrent.Rcu;
using Xunit;
using TreeCrew = Concurrent.Unit.Trees.Crew;

namespace Concurrent.Unit.Ids;

/// <summary>Many threads allocate and free at once: no id has two owners, and none is lost.</summary>
public sealed class IdThreadTests : IDisposable
{
    private const int Threads = 4;
    private const int Rounds = 20_000;
    private const int Space = 9_000;

    private readonly RcuDomain _domain = new();

    public void Dispose() => _domain.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_id_is_given_out_twice(bool delays)
    {
        var ids = new IdAllocator(new IdAllocatorOptions { Last = Space - 1, DelayReuse = delays, Domain = _domain });
        var owners = new int[Space];
        using var crew = new TreeCrew();
        for (int thread = 1; thread <= Threads; thread++)
        {
            int me = thread;
            crew.Add($"owner {me}", () =>
            {
                var random = new Random(me);
                var mine = new List<(ulong First, ulong Last)>();
                for (int i = 0; i < Rounds; i++)
                {
                    ulong id, count = 1;
                    bool found = random.Next(8) switch
                    {
                        0 => ids.TryAllocateCyclic(out id, out _),
                        1 => ids.TryAllocate((ulong)random.Next(Space), out id),
                        2 => ids.TryAllocateRange(count = (ulong)random.Next(1, 200), out id),
                        3 => ids.TryTake(id = (ulong)random.Next(Space)),
                        _ => ids.TryAllocate(out id),
                    };
                    if (found)
                    {
                        for (ulong each = id; each < id + count; each++)
                        {
                            Assert.Equal(0, Interlocked.Exchange(ref owners[each], me));
                            Assert.True(ids.IsAllocated(each));
                        }

                        mine.Add((id, id + count - 1));
                    }

                    while (mine.Count > 40 || (!found && mine.Count > 0))
                    {
                        int at = random.Next(mine.Count);
                        var (first, last) = mine[at];
                        mine.RemoveAt(at);
                        found = true;
                        for (ulong each = first; each <= last; each++) Assert.Equal(me, Interlocked.Exchange(ref owners[each], 0));
                        if (first == last) ids.Free(first);
                        else ids.FreeRange(first, last);
                    }
                }
            });
        }

        crew.AddUntilDone("reader", () =>
        {
            ulong next = 0;
            foreach (ulong id in ids)
            {
                Assert.True(id >= next && id < Space);
                next = id + 1;
            }
        });
        crew.Join();
        ids.CheckInvariants();
        Assert.Equal([.. Enumerable.Range(0, Space).Where(id => owners[id] != 0).Select(id => (ulong)id)], ids.ToArray());
    }

    [Fact]
    public void A_range_appears_and_goes_as_a_whole()
    {
        // 200 ids in four words. Within one call of the writer there is one store: what a reader finds done at one id it finds done at every other that it looks at later.
        var ids = new IdAllocator(new IdAllocatorOptions { Domain = _domain });
        ulong[] places = [4_000, 4_095, 4_096, 4_150, 4_199];
        long turn = 0; // 1: taking, 3: freeing; 0 and 2: between two calls
        int looks = 0;
        using var crew = new TreeCrew();
        crew.AddUntilDone("reader", () =>
        {
            ulong one = places[looks++ % places.Length], other = places[looks * 7 % places.Length];
            long before = Volatile.Read(ref turn);
            bool earlier = ids.IsAllocated(one), later = ids.IsAllocated(other);
            if (Volatile.Read(ref turn) != before) return;
            bool done = before % 4 is 1 or 2;
            if (earlier == done) Assert.Equal(done, later);
        });
        crew.Add("writer", () =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                Volatile.Write(ref turn, turn + 1);
                Assert.True(ids.TryAllocateRange(200, 4_000, 4_199, out _));
                Volatile.Write(ref turn, turn + 1);
                Volatile.Write(ref turn, turn + 1);
                ids.FreeRange(4_000, 4_199);
                Volatile.Write(ref turn, turn + 1);
            }
        });
        crew.Join();
        Assert.True(ids.IsEmpty);
    }
}
