using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Ids that wait for a grace period before they are given out again, against readers (R2).</summary>
/// <remarks>
/// <code>
/// scenario         mutants it is meant to catch
/// id-reuse         id given out again at once; epoch taken before the id is marked
/// id-two-takers    look before the lock
/// </code>
/// </remarks>
internal static class IdScenarios
{
    private const ulong Id = 0;

    /// <summary>A slow reader came by an id in its section: whatever it finds under it is what it found, or nothing, and never what another owner put there.</summary>
    [Scenario("id-reuse")]
    public static void Reuse(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var ids = new IdAllocator<long>(new IdAllocatorOptions<long> { Domain = domain, Last = 3, DelayReuse = true, RecycleNodes = false });
        Check.That(ids.TryAllocate(1, out ulong id) && id == Id, "the first id");
        world.Thread("owner", () =>
        {
            Check.That(ids.TryFree(Id, out long freed) && freed == 1, "what was freed");
            for (int i = 0; i < 3; i++)
            {
                Check.That(ids.TryAllocate(2, out ulong next), "there are ids left");
                if (next == Id) break;
            }
        });
        world.Thread("reader", () =>
        {
            using ReadSection section = domain.EnterRead();
            if (!ids.TryGetValue(Id, out long first)) return;
            if (ids.TryGetValue(Id, out long second)) Check.Equal(first, second, "R2: under an id that was freed in this section, what its next owner put there");
            if (ids.TryGetValue(Id, out second)) Check.Equal(first, second, "R2: under an id that was freed in this section, what its next owner put there");
        });
        world.Thread("clock", domain.Synchronize);
    }

    /// <summary>Two take ids at the same time: each gets one of its own.</summary>
    [Scenario("id-two-takers")]
    public static void TwoTakers(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var ids = new IdAllocator(new IdAllocatorOptions { Domain = domain, RecycleNodes = false });
        ids.TryAllocate(out _);
        ulong one = 0, other = 0;
        world.Thread("one", () =>
        {
            Check.That(ids.TryAllocate(out one), "there are ids left");
            Check.That(ids.IsAllocated(one), "what was allocated is");
        });
        world.Thread("other", () =>
        {
            Check.That(ids.TryAllocate(out other), "there are ids left");
            Check.That(ids.IsAllocated(other), "what was allocated is");
        });
        world.Finally(() => Check.That(one != other && one + other == 3 && ids.Count == 3, $"W1: {one} and {other} were given out"));
    }
}
