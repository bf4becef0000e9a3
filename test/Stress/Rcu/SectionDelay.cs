using System.Threading;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>What readers do inside a section besides reading: mostly nothing, sometimes much.</summary>
internal static class SectionDelay
{
    internal static void Rest(Worker worker)
    {
        int choice = worker.Random.Below(2_000);
        if (choice == 0)
        {
            using (worker.Doing("sleep inside a section")) worker.Pause(worker.Random.Between(1, 3));
        }
        else if (choice < 20)
        {
            Thread.Yield();
        }
        else if (choice < 200)
        {
            Thread.SpinWait(worker.Random.Between(1, 300));
        }
    }
}
