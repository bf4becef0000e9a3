using System;
using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Mistakes in the RCU module that the other scenarios leave room for; found by running the mutants.</summary>
/// <remarks>
/// <code>
/// scenario                             mutants it is meant to catch
/// gap-registration-and-two-advancers   slot list loaded before the epoch begins
/// gap-two-registrations                slots added without the registration lock
/// gap-two-advancers                    G re-read after the scan
/// gap-two-idle-requests                fence of RequestIdleWork dropped (TSO)
/// gap-call-after-rest                  callbacks tagged before they are taken
/// gap-callback-on-full-queue           back-pressure in a callback
/// gap-reference-replace                queued for disposal before unlinked
/// gap-reference-update                 change function outside a section
/// gap-merged-bags                      bag that takes in later nodes and keeps its tag
/// </code>
/// </remarks>
internal static class MutantGapsRcu
{
    /// <summary>A reader registers behind one advancer's back; another thread unlinks what it holds. The advancer's result must not free it.</summary>
    [Scenario("gap-registration-and-two-advancers")]
    public static void RegistrationAndTwoAdvancers(World world)
    {
        RcuDomain domain = Given.Domain(world);
        for (int i = 0; i < 4; i++) Given.Slot(domain); // the list is full, so the newcomer's is another one
        ReaderBetweenTwoAdvancers(world, domain, registered: null);
    }

    /// <summary>One thread scans, another unlinks and begins an epoch, and lets the first one's result tell whether it may free.</summary>
    [Scenario("gap-two-advancers")]
    public static void TwoAdvancers(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderBetweenTwoAdvancers(world, domain, Given.Slot(domain));
    }

    /// <summary>The steps that matter come one after the other of themselves; free is only where the advancer stands when the reader enters.</summary>
    private static void ReaderBetweenTwoAdvancers(World world, RcuDomain domain, ReaderSlot? registered)
    {
        var box = new Box(domain);
        var inside = new Flag();
        var advanced = new Flag();
        var looked = new Flag();
        world.Thread("reader", () =>
        {
            using (registered is null ? domain.EnterRead() : registered.Enter())
            {
                Probe node = box.Load();
                inside.Raise();
                looked.WaitFor();
                node.Read();
            }
        });
        world.Thread("advancer", () =>
        {
            domain.Periods.Advance();
            advanced.Raise();
        });
        world.Thread("writer", () =>
        {
            inside.WaitFor();
            Probe old = box.Exchange(2);
            long tag = GracePeriods.TagBefore(domain.Periods.Next());
            advanced.WaitFor();
            if (domain.Periods.Safe >= tag) old.ClearForPool();
            looked.Raise();
        });
    }

    /// <summary>Two threads are new to the domain at once: each gets a place in the list that a scan finds.</summary>
    [Scenario("gap-two-registrations")]
    public static void TwoRegistrations(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var registered = new Flag();
        for (int i = 0; i < 2; i++)
        {
            world.Thread($"newcomer {i}", () =>
            {
                using (domain.EnterRead())
                {
                    registered.Raise();
                    registered.WaitFor(2);
                    Check.Equal(2, domain.Periods.SlotCount, "slots of two threads that live");
                }
            });
        }
    }

    /// <summary>The reclaimer has run a first callback and rests when a second one comes, for a node that was unlinked after that.</summary>
    [Scenario("gap-call-after-rest")]
    public static void CallAfterRest(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain);
        domain.Call(static _ => { }, 0);
        world.Thread("reader", () =>
        {
            using (reader.Enter()) box.Load().Read();
        });
        world.Thread("writer", () => domain.Call(static old => old.ClearForPool(), box.Exchange(2)));
    }

    /// <summary>A callback queues more than there is room for. Its own thread is the one that makes room, so it must not wait.</summary>
    [Scenario("gap-callback-on-full-queue")]
    public static void CallbackOnFullQueue(World world)
    {
        RcuDomain domain = Given.Domain(world, new RcuDomainOptions { Name = "d", CallbackHighWaterMark = 1, CallbackBackPressure = TimeSpan.FromSeconds(1) });
        var waited = new Flag();
        world.Thread("caller", () =>
        {
            domain.Call(
                state =>
                {
                    long start = Concurrent.Environment.TickCount64;
                    for (int i = 0; i < 3; i++) state.domain.Call(static _ => { }, 0);
                    if (Concurrent.Environment.TickCount64 - start >= 1000) state.waited.Raise();
                },
                (domain, waited));
            domain.Barrier();
            Check.That(!waited.IsUp, "a callback waited for room that only its own thread can make");
        });
    }

    /// <summary>Two works ask for a look at once. Who finds that a look was asked for already relies on it, so that look must see his work.</summary>
    [Scenario("gap-two-idle-requests")]
    public static void TwoIdleRequests(World world)
    {
        RcuDomain domain = Given.Domain(world);
        for (int i = 0; i < 2; i++)
        {
            var work = new Chore();
            domain.Register(work);
            world.Thread($"asker {i}", () =>
            {
                work.Add();
                domain.RequestIdleWork();
                work.WaitUntilDone();
            });
        }
    }

    /// <summary>What a reference held is disposed after every reader that may hold it.</summary>
    [Scenario("gap-reference-replace")]
    public static void ReferenceReplace(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var reference = new RcuReference<Resource>(new Resource(), domain);
        world.Thread("reader", () =>
        {
            using ReadSection section = reader.Enter();
            reference.Read(section).Use();
        });
        world.Thread("writer", () => reference.Replace(new Resource()));
    }

    /// <summary>The function that makes the next value from this one reads an object that nobody has disposed.</summary>
    [Scenario("gap-reference-update")]
    public static void ReferenceUpdate(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var reference = new RcuReference<Resource>(new Resource(), domain);
        world.Thread("updater", () => reference.Update(static before =>
        {
            before.Use();
            return new Resource();
        }));
        world.Thread("replacer", () => reference.Replace(new Resource()));
    }

    /// <summary>A slow reader holds a small bag back; the next one is put into it. A reader that came in between is waited for all the same.</summary>
    [Scenario("gap-merged-bags")]
    public static void MergedBags(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot early = Given.Slot(domain);
        ReaderSlot late = Given.Slot(domain);
        early.EnterLoose(); // and leaves when the second bag is in limbo
        var pool = new NodePool<Probe>(domain, new NodePoolOptions { BagSize = 8 });
        var cache = new NodeCache<Probe>(pool, recycle: true);
        Probe current = Probe.Of(1);
        world.Thread("late", () =>
        {
            using (late.Enter()) Volatile.Read(ref current).Read();
        });
        world.Thread("writer", () =>
        {
            Replace(2);
            Replace(3);
            early.ExitLoose();
            cache.Tick();
        });

        void Replace(long value)
        {
            cache.Prepare();
            Probe node = cache.Rent();
            node.Fill(value);
            cache.Retire(current);
            Volatile.Write(ref current, node);
            cache.Commit();
            cache.Tick();
            cache.Tick(); // nothing came since the first: the bag is sealed with its one node
        }
    }
}
