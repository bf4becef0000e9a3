using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Readers, writers and snapshots of a tree that owns its values, on several threads.</summary>
public class OwnedConcurrencyTests
{
    private const int Keys = 60;

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void What_was_found_is_not_disposed_before_the_section_ends_or_the_snapshot_is_released(int capacity)
    {
        using var bed = new OwnedBed(capacity, entries: 0);
        var tree = bed.Tree;
        var all = new ConcurrentQueue<Probe>();
        var handedOut = new ConcurrentQueue<Probe>();
        using (var crew = new Crew())
        {
            for (int writer = 0; writer < 2; writer++)
            {
                int seed = writer;
                crew.Add("writer", () => Write(new Random(seed), 4_000));
            }

            crew.AddUntilDone("reader by key", ReadByKey);
            crew.AddUntilDone("reader in a loop", ReadInALoop);
            crew.AddUntilDone("taker", TakeSnapshot);
            crew.Join();
        }

        tree.CheckInvariants();
        tree.Dispose();
        bed.Settle();
        var mine = handedOut.ToHashSet();
        Assert.All(all, value => Assert.Equal(mine.Contains(value) ? 0 : 1, value.Disposals));

        void Write(Random random, int writes)
        {
            for (int i = 0; i < writes; i++)
            {
                int key = random.Next(Keys);
                switch (random.Next(12))
                {
                    case 0 or 1 or 2 or 3: tree[key] = Make(); break;
                    case 4 or 5: tree.Remove(key); break;
                    case 6: if (tree.TryRemove(key, out Probe? value) && value is not null) handedOut.Enqueue(value); break;
                    case 7: if (i % 50 == 0) tree.Clear(); else tree.RemoveRange(KeyRange<int>.Inclusive(key, key + 5)); break;
                    case 8: using (bed.Domain.EnterRead()) tree.GetOrAdd(key, Make()); break;
                    case 9: using (bed.Domain.EnterRead()) tree.AddOrUpdate(key, Make(), (_, _) => Make()); break;
                    case 10: using (bed.Domain.EnterRead()) tree.TryUpdateOrRemove(key, (_, _) => EntryChange<Probe?>.Set(Make())); break;
                    default: WriteBatch(random); break;
                }
            }
        }

        void WriteBatch(Random random)
        {
            using var batch = tree.BeginBatch();
            for (int i = 0; i < 4; i++) batch[random.Next(Keys)] = Make();
            batch.Remove(random.Next(Keys));
            if (random.Next(2) == 0) batch.Commit();
        }

        void ReadByKey()
        {
            using var reader = tree.Read();
            var found = new List<Probe>();
            for (int key = 0; key < Keys; key++)
            {
                if (reader.TryGetValue(key, out Probe? value)) found.Add(value!);
            }

            found.ForEach(value => value.AssertAlive());
        }

        void ReadInALoop()
        {
            var found = new List<Probe>();
            foreach ((_, Probe? value) in tree)
            {
                found.Add(value!);
                found.ForEach(earlier => earlier.AssertAlive());
            }
        }

        void TakeSnapshot()
        {
            using var snapshot = tree.Snapshot();
            foreach ((_, Probe? value) in snapshot) value!.AssertAlive();
            foreach ((_, Probe? value) in snapshot.AsEnumerable().Reverse()) value!.AssertAlive();
        }

        Probe Make()
        {
            var value = new Probe();
            all.Enqueue(value);
            return value;
        }
    }

    [Fact]
    public void Writers_that_race_for_one_key_leave_one_value_and_every_other_is_disposed_once()
    {
        using var bed = new OwnedBed(entries: 0);
        var made = new ConcurrentQueue<Probe>();
        using (var crew = new Crew())
        {
            for (int i = 0; i < 4; i++)
            {
                int member = i;
                crew.Add($"member {member}", () =>
                {
                    for (int round = 0; round < 1_000; round++)
                    {
                        using ReadSection section = bed.Domain.EnterRead();
                        Probe? mine = member % 2 == 0 ? bed.Tree.GetOrAdd(1, Make) : bed.Tree.AddOrUpdate(1, Make, (key, _) => Make(key));
                        mine!.AssertAlive();
                        if (round % 3 == 0) bed.Tree.Remove(1);
                        mine.AssertAlive();
                    }
                });
            }

            crew.Join();
        }

        bed.AssertAllDisposedInTheEnd();
        Assert.All(made, value => value.AssertDisposedOnce());

        Probe Make(int key)
        {
            var value = new Probe();
            made.Enqueue(value);
            return value;
        }
    }
}
