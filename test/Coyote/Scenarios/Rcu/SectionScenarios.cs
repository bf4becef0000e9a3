using System;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Read sections against retire and recycle (R1, R2, E1 to E4).</summary>
/// <remarks>
/// <code>
/// scenario             mutants it is meant to catch
/// rcu-section          process-wide barrier dropped (TSO); barrier after the scan (TSO); epoch advanced once too early; retire tag taken before the unlink;
///                      thread-cached epoch as tag; recycled without grace period; retired before the unlink; announcement left out; slot not scanned
/// rcu-full-fence       fence of the full-fence mode dropped (TSO)
/// rcu-section-end      exit before the last access; a section that never ends (Replace would allocate: pool hits are counted)
/// rcu-nested           inner exit ends the outer section
/// rcu-copied-section   copied section ends the outer one
/// rcu-loose-sections   section that ends in any order taken for the outermost one
/// rcu-two-domains      slot of the domain read last taken for another domain's
/// rcu-late-reader      tag of a bag taken when its first node was retired; thread-cached epoch as tag
/// rcu-every-slot       slot not scanned: the first, the last, all but one
/// </code>
/// </remarks>
internal static class SectionScenarios
{
    /// <summary>A reader that entered before the unlink never sees its node recycled, nor one that it finds later.</summary>
    [Scenario("rcu-section")]
    public static void Section(World world) => ReadersAgainstReplace(world);

    /// <summary>The same where readers fence themselves, because the process-wide barrier is not real (E4).</summary>
    [Scenario("rcu-full-fence", FullFence = true)]
    public static void FullFence(World world) => ReadersAgainstReplace(world);

    private static void ReadersAgainstReplace(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain);
        world.Thread("reader", () =>
        {
            using (reader.Enter()) box.Load().Read();
        });
        world.Thread("writer", () =>
        {
            box.Replace(2);
            box.Replace(3);
        });
    }

    /// <summary>A section ends with its last access: what was read in it may be recycled afterwards, and is.</summary>
    [Scenario("rcu-section-end")]
    public static void SectionEnd(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var box = new Box(domain);
        var left = new Flag();
        world.Thread("reader", () =>
        {
            using (domain.EnterRead()) box.Load().Read();
            left.Raise();
        });
        world.Thread("writer", () =>
        {
            left.WaitFor();
            box.Replace(2);
            Check.Equal(1, box.Pool.FreeNodes, "nobody is inside, so the bag comes back when it is sealed");
        });
    }

    /// <summary>The end of an inner section does not end the outer one.</summary>
    [Scenario("rcu-nested")]
    public static void Nested(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain);
        world.Thread("reader", () =>
        {
            using (reader.Enter())
            {
                Probe outer = box.Load();
                using (reader.Enter()) box.Load().Read();
                outer.Read();
            }
        });
        world.Thread("writer", () => box.Replace(2));
    }

    /// <summary>A section is a value and can be copied; the second Dispose of the same section throws and leaves the outer one open.</summary>
    [Scenario("rcu-copied-section")]
    public static void CopiedSection(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain);
        world.Thread("reader", () =>
        {
            using (reader.Enter())
            {
                Probe node = box.Load();
                ReadSection inner = reader.Enter();
                ReadSection copy = inner;
                inner.Dispose();
                bool refused = false;
                try
                {
                    copy.Dispose();
                }
                catch (InvalidOperationException)
                {
                    refused = true;
                }

                node.Read();
                Check.That(refused, "a section that was disposed twice did not throw");
            }
        });
        world.Thread("writer", () => box.Replace(2));
    }

    /// <summary>Sections of enumerators overlap with each other and with others and end in any order; the last to end ends the protection.</summary>
    [Scenario("rcu-loose-sections")]
    public static void LooseSections(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain);
        world.Thread("reader", () =>
        {
            reader.EnterLoose();
            Probe first = box.Load();
            using (reader.Enter())
            {
                reader.EnterLoose();
                reader.ExitLoose();
                first.Read();
            }

            first.Read();
            reader.ExitLoose();
        });
        world.Thread("writer", () => box.Replace(2));
    }

    /// <summary>A section of one domain protects nothing in another, and each thread has a place in both.</summary>
    [Scenario("rcu-two-domains")]
    public static void TwoDomains(World world)
    {
        RcuDomain mine = Given.Domain(world);
        RcuDomain other = Given.Domain(world);
        var box = new Box(mine);
        world.Thread("reader", () =>
        {
            // The other domain is the one read last when this one's section is opened.
            other.EnterRead().Dispose();
            using (mine.EnterRead()) box.Load().Read();
        });
        world.Thread("writer", () => box.Replace(2));
    }

    /// <summary>Two nodes share a bag; the reader comes between their unlinks. The bag's tag is that of its sealing, after the last of them (E3).</summary>
    [Scenario("rcu-late-reader")]
    public static void LateReader(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain, bagSize: 2);
        world.Thread("reader", () =>
        {
            using (reader.Enter()) box.Load().Read();
        });
        world.Thread("writer", () =>
        {
            box.Replace(2);
            domain.Periods.Advance(); // somebody else's grace period goes by
            box.Replace(3);
        });
    }

    /// <summary>Two readers in two slots: a scan asks both.</summary>
    [Scenario("rcu-every-slot")]
    public static void EverySlot(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot first = Given.Slot(domain);
        ReaderSlot second = Given.Slot(domain);
        var box = new Box(domain);
        world.Thread("first", () =>
        {
            using (first.Enter()) box.Load().Read();
        });
        world.Thread("second", () =>
        {
            using (second.Enter()) box.Load().Read();
        });
        world.Thread("writer", () => box.Replace(2));
    }
}
