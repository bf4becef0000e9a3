using System;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Values that were handed in or made and did not get in (V1).</summary>
public class OwnedLossTests
{
    [Fact]
    public void A_value_that_GetOrAdd_does_not_need_is_disposed_once()
    {
        using var bed = new OwnedBed();
        var given = new Probe();
        Probe? made = null;
        using (bed.Domain.EnterRead())
        {
            bed.Tree.GetOrAdd(5, given);
            bed.Tree.GetOrAdd(100, key =>
            {
                bed.Tree[key] = new Probe(); // as another thread would
                return made = new Probe();
            });
        }

        given.AssertDisposedOnce();
        made!.AssertDisposedOnce();
        bed.AssertAllDisposedInTheEnd();
    }

    [Fact]
    public void A_value_that_AddOrUpdate_does_not_need_is_disposed_once()
    {
        using var bed = new OwnedBed();
        var given = new Probe();
        var updated = new Probe();
        using (bed.Domain.EnterRead()) bed.Tree.AddOrUpdate(5, given, (_, _) => updated);
        given.AssertDisposedOnce();
        updated.AssertAlive();
        bed.AssertDisposed(5);
        bed.AssertAllDisposedInTheEnd();
        updated.AssertDisposedOnce();
    }

    [Fact]
    public void The_same_value_for_adding_and_updating_is_disposed_once_and_only_after_it_was_in()
    {
        using var bed = new OwnedBed();
        var value = new Probe();
        using (bed.Domain.EnterRead()) bed.Tree.AddOrUpdate(5, value, (_, _) => value);
        bed.Settle();
        value.AssertAlive();
        bed.AssertAllDisposedInTheEnd();
        value.AssertDisposedOnce();
    }

    [Fact]
    public void The_same_value_for_adding_and_updating_stays_the_callers_when_the_call_fails()
    {
        using var bed = new OwnedBed();
        var value = new Probe();
        using (bed.Domain.EnterRead())
        {
            Assert.Throws<ObjectDisposedException>(() => bed.Tree.AddOrUpdate(5, value, (_, _) =>
            {
                bed.Tree.Dispose();
                return value;
            }));
        }

        bed.Settle();
        value.AssertAlive();
    }

    [Fact]
    public void A_given_value_that_is_first_wanted_and_then_not_is_disposed_once()
    {
        using var bed = new OwnedBed();
        var given = new Probe();
        var other = new Probe();
        int calls = 0;
        using (bed.Domain.EnterRead())
        {
            bed.Tree.AddOrUpdate(5, given, (key, _) =>
            {
                if (calls++ > 0) return other;
                bed.Tree[key] = new Probe(); // a change in between: the function is called again
                return given;
            });
        }

        given.AssertDisposedOnce();
        bed.Settle();
        other.AssertAlive();
        bed.AssertAllDisposedInTheEnd();
        given.AssertDisposedOnce();
        other.AssertDisposedOnce();
    }

    [Fact]
    public void An_update_made_for_an_entry_that_went_meanwhile_is_disposed_when_the_given_value_is_added_instead()
    {
        using var bed = new OwnedBed();
        var given = new Probe();
        Probe? made = null;
        using (bed.Domain.EnterRead())
        {
            bed.Tree.AddOrUpdate(5, given, (key, _) =>
            {
                bed.Tree.Remove(key);
                return made = new Probe();
            });
        }

        made!.AssertDisposedOnce();
        bed.AssertDisposed(5);
        given.AssertAlive();
        bed.AssertAllDisposedInTheEnd();
        given.AssertDisposedOnce();
    }

    [Fact]
    public void Each_value_that_a_function_makes_in_vain_is_disposed_once()
    {
        using var bed = new OwnedBed();
        var made = new System.Collections.Generic.List<Probe>();
        using (bed.Domain.EnterRead())
        {
            bed.Tree.TryUpdateOrRemove(5, (key, _) =>
            {
                made.Add(new Probe());
                if (made.Count < 4) bed.Tree[key] = new Probe();
                return EntryChange<Probe?>.Set(made[^1]);
            });
        }

        bed.Settle();
        for (int i = 0; i < 3; i++) made[i].AssertDisposedOnce();
        made[3].AssertAlive();
        bed.AssertAllDisposedInTheEnd();
        Assert.All(made, value => value.AssertDisposedOnce());
    }

    [Fact]
    public void A_value_made_for_a_call_that_fails_is_disposed_and_one_handed_to_it_is_not()
    {
        using var bed = new OwnedBed();
        var given = new Probe();
        Probe? made = null;
        using (bed.Domain.EnterRead())
        {
            using (var batch = bed.Tree.BeginBatch())
            {
                Assert.Throws<InvalidOperationException>(() => bed.Tree.GetOrAdd(99, given));
                Assert.Throws<InvalidOperationException>(() => bed.Tree.GetOrAdd(99, _ => made = new Probe()));
                made!.AssertDisposedOnce();
                Assert.Throws<InvalidOperationException>(() => bed.Tree.GetOrAdd(99, (_, _) => made = new Probe(), 0));
                made!.AssertDisposedOnce();
                Assert.Throws<InvalidOperationException>(() => bed.Tree.AddOrUpdate(99, given, (_, _) => null));
                Assert.Throws<InvalidOperationException>(() => bed.Tree.AddOrUpdate(5, given, (_, _) => made = new Probe()));
                made!.AssertDisposedOnce();
                Assert.Throws<InvalidOperationException>(() => bed.Tree[5] = given);
                Assert.Throws<InvalidOperationException>(() => bed.Tree.TryAdd(99, given));
            }

            Assert.False(bed.Tree.TryAdd(5, given));
            Assert.Throws<ArgumentException>(() => bed.Tree.Add(5, given));
            Assert.False(bed.Tree.TryUpdate(99, given));
            Assert.False(bed.Tree.TryAddRange([new(98, given), new(5, new Probe())]));
        }

        bed.Settle();
        given.AssertAlive();
        bed.AssertAllDisposedInTheEnd();
    }

    [Fact]
    public void A_value_whose_disposal_throws_does_not_take_the_one_after_it_along()
    {
        using var bed = new OwnedBed();
        Probe failing = Probe.Failing(), second = new();
        int calls = 0;
        using (bed.Domain.EnterRead())
        {
            Assert.Throws<PlantedException>(() => bed.Tree.TryUpdateOrRemove(5, (key, _) =>
            {
                if (calls++ > 0) return EntryChange<Probe?>.Set(second);
                bed.Tree[key] = new Probe();
                return EntryChange<Probe?>.Set(failing);
            }));
        }

        failing.AssertDisposedOnce();
        second.AssertDisposedOnce();
        bed.AssertAllDisposedInTheEnd();
    }

    [Fact]
    public void In_a_batch_what_is_not_needed_is_disposed_when_the_batch_has_ended_whichever_way()
    {
        foreach (bool commit in new[] { true, false })
        {
            using var bed = new OwnedBed();
            Probe refused = new(), unneeded = new();
            using (var batch = bed.Tree.BeginBatch())
            {
                batch.GetOrAdd(5, refused);
                batch.AddOrUpdate(6, unneeded, static (_, _, _) => new Probe(), 0);
                Assert.False(refused.IsDisposed | unneeded.IsDisposed);
                if (commit) batch.Commit();
            }

            bed.Settle();
            refused.AssertDisposedOnce();
            unneeded.AssertDisposedOnce();
            bed.AssertDisposed(commit ? [6] : []);
            bed.AssertAllDisposedInTheEnd();
        }
    }

    [Fact]
    public void In_a_batch_a_value_made_for_a_write_that_fails_is_disposed()
    {
        var comparer = new FailingComparer();
        using var bed = new OwnedBed(comparer: comparer);
        Probe? made = null;
        using (var batch = bed.Tree.BeginBatch())
        {
            int key = 99;
            foreach (int write in new[] { 0, 1, 2 })
            {
                try
                {
                    if (write == 0) batch.GetOrAdd(key, (_, _) => Make(), 0);
                    if (write == 1) batch.AddUpdateOrRemove(key, (_, _) => EntryChange<Probe?>.Set(Make()), static (_, _, _) => default, 0);
                    if (write == 2) batch.AddOrUpdate(5, null, (_, _, _) => Make(), 0);
                    Assert.Fail("the comparer did not throw");
                }
                catch (PlantedException)
                {
                    made!.AssertDisposedOnce();
                }

                comparer.Disarm();
            }

            batch.Commit();
        }

        bed.AssertDisposed();
        bed.AssertAllDisposedInTheEnd();

        Probe Make()
        {
            comparer.ArmAt(1);
            return made = new Probe();
        }
    }
}
