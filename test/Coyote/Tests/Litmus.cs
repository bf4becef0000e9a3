using Shared = Concurrent.Volatile;

namespace Exploration.Tests;

/// <summary>The small programs that memory models are told by (Sewell et al., CACM 2010).</summary>
internal static class Litmus
{
    /// <summary>SB: may both threads miss the other's store? With a fence between store and load (Dekker's entry) never.</summary>
    internal static Scenario StoreBuffering(bool fenced) => new(fenced ? "dekker" : "sb", world =>
    {
        int x = 0, y = 0, left = -1, right = -1;
        world.Thread("left", () =>
        {
            Shared.Write(ref x, 1);
            if (fenced) Concurrent.Interlocked.MemoryBarrier();
            left = Shared.Read(ref y);
        });
        world.Thread("right", () =>
        {
            Shared.Write(ref y, 1);
            if (fenced) Concurrent.Interlocked.MemoryBarrier();
            right = Shared.Read(ref x);
        });
        world.Finally(() => Check.That(left + right > 0, "both threads missed the other's store"));
    });

    /// <summary>SB with the fence on one side only, and there for both: the asymmetric fence of the library.</summary>
    internal static Scenario StoreBufferingAsymmetric() => new("asymmetric", world =>
    {
        int x = 0, y = 0, left = -1, right = -1;
        world.Thread("left", () =>
        {
            Shared.Write(ref x, 1);
            left = Shared.Read(ref y);
        });
        world.Thread("right", () =>
        {
            Shared.Write(ref y, 1);
            Concurrent.Interlocked.MemoryBarrierProcessWide();
            right = Shared.Read(ref x);
        });
        world.Finally(() => Check.That(left + right > 0, "both threads missed the other's store"));
    });

    /// <summary>MP: who sees the flag sees the data.</summary>
    internal static Scenario MessagePassing() => new("mp", world =>
    {
        int data = 0, flag = 0;
        world.Thread("sender", () =>
        {
            Shared.Write(ref data, 1);
            Shared.Write(ref flag, 1);
        });
        world.Thread("receiver", () =>
        {
            if (Shared.Read(ref flag) == 1) Check.Equal(1, Shared.Read(ref data), "the flag overtook the data");
        });
    });

    /// <summary>IRIW: two readers agree on the order of two independent stores.</summary>
    internal static Scenario IndependentReads() => new("iriw", world =>
    {
        int x = 0, y = 0;
        bool yMissedAfterX = false, xMissedAfterY = false;
        world.Thread("x", () => Shared.Write(ref x, 1));
        world.Thread("y", () => Shared.Write(ref y, 1));
        world.Thread("x first", () => yMissedAfterX = Shared.Read(ref x) == 1 && Shared.Read(ref y) == 0);
        world.Thread("y first", () => xMissedAfterY = Shared.Read(ref y) == 1 && Shared.Read(ref x) == 0);
        world.Finally(() => Check.That(!(yMissedAfterX && xMissedAfterY), "the readers saw the stores in different orders"));
    });

    /// <summary>A mistake that shows only when both threads are interrupted once each, at the right places.</summary>
    internal static Scenario TwoPreemptions() => new("two-preemptions", world =>
    {
        int phase = 0;
        world.Thread("a", () =>
        {
            Shared.Write(ref phase, 1);
            if (Shared.Read(ref phase) == 2) Shared.Write(ref phase, 3);
        });
        world.Thread("b", () =>
        {
            if (Shared.Read(ref phase) != 1) return;
            Shared.Write(ref phase, 2);
            Check.That(Shared.Read(ref phase) != 3, "both were interrupted");
        });
    })
    {
        Model = ModelChoice.Sc,
    };

    /// <summary>So many threads that each make so many stores: the number of their schedules is known.</summary>
    internal static Scenario Stores(int threads, int stores) => new("stores", world =>
    {
        int[] words = new int[threads];
        for (int i = 0; i < threads; i++)
        {
            int mine = i;
            world.Thread($"thread {i}", () =>
            {
                for (int n = 1; n <= stores; n++) Shared.Write(ref words[mine], n);
            });
        }

        world.Finally(() =>
        {
            foreach (int word in words) Check.Equal(stores, word, "a thread's last store");
        });
    });
}
