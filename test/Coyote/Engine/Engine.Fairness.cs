namespace Exploration;

/// <summary>
/// Fair scheduling (Musuvathi and Qadeer, Fair Stateless Model Checking, PLDI 2008), without the set of threads that a thread disables: a thread that yields comes
/// after those that could have run since its latest yield and never did.
/// </summary>
internal abstract partial class Engine
{
    /// <summary>Whether any thread has yielded in this schedule; before that there is nothing to keep books about.</summary>
    private protected bool AnyYield { get; private set; }

    private protected void NoteYield(LogicalThread self)
    {
        if (IsQuiet) return;
        if (!AnyYield)
        {
            AnyYield = true;
            foreach (LogicalThread thread in Threads) thread.EnabledSinceYield = 0;
        }

        self.YieldsTo |= self.EnabledSinceYield & ~self.ScheduledSinceYield & ~(1UL << self.Id);
        self.EnabledSinceYield = EnabledThreads();
        self.ScheduledSinceYield = 0;
    }

    private protected ulong Fair(ulong enabled)
    {
        ulong fair = 0;
        foreach (LogicalThread thread in Threads)
        {
            ulong bit = 1UL << thread.Id;
            if ((enabled & bit) != 0 && (thread.YieldsTo & enabled) == 0) fair |= bit;
        }

        return fair == 0 ? enabled : fair;
    }

    private protected void NoteScheduled(LogicalThread next, ulong enabled)
    {
        ulong bit = 1UL << next.Id;
        foreach (LogicalThread thread in Threads)
        {
            thread.EnabledSinceYield &= enabled;
            thread.ScheduledSinceYield |= bit;
            thread.YieldsTo &= ~bit;
        }
    }
}
