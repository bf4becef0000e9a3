using System;
using System.Threading;

namespace Exploration;

/// <summary>A thread of the schedule. An OS thread lends it its stack; the engine says when it runs.</summary>
internal sealed class LogicalThread
{
    [ThreadStatic]
    private static LogicalThread? current;

    private readonly Action body;

    internal LogicalThread(Engine engine, int id, string name, Action body, Concurrent.Thread? face, bool isBackground)
    {
        Engine = engine;
        Id = id;
        Name = name;
        this.body = body;
        IsBackground = isBackground;
        Face = face ?? new Concurrent.Thread(this);
    }

    /// <summary>The logical thread that the calling OS thread is running; null outside of schedules, as on the finalizer's thread.</summary>
    internal static LogicalThread? Current => current;

    internal Engine Engine { get; }

    /// <summary>Number within the schedule: 0 is the thread that runs set-up and epilogue.</summary>
    internal int Id { get; }

    internal string Name { get; }

    internal int ManagedId => Id + 1;

    /// <summary>What the library sees of it.</summary>
    internal Concurrent.Thread Face { get; }

    /// <summary>Whether a schedule may end while this thread still has something to do.</summary>
    internal bool IsBackground { get; }

    internal ThreadState State { get; set; }

    internal bool IsEnded => State == ThreadState.Ended;

    /// <summary>Where the thread stopped, for reports.</summary>
    internal string WaitPlace { get; set; } = "";

    internal IWaitable? WaitsFor { get; set; }

    /// <summary>Virtual milliseconds at which a wait gives up.</summary>
    internal long Deadline { get; set; } = long.MaxValue;

    internal bool TimedOut { get; set; }

    /// <summary>Writes by this thread that others can see.</summary>
    internal long Writes { get; set; }

    /// <summary>How many writes others had made when the thread last looked, so to say: at its latest spin.</summary>
    internal long SpinMark { get; set; }

    /// <summary>Whether the thread has looked at the clock since its latest spin: such a spin ends by itself, in time.</summary>
    internal bool HasReadClock { get; set; }

    /// <summary>By how much the clock jumps when nobody but this spinner is left; doubles while nothing else happens.</summary>
    internal long SpinJump { get; set; } = 1;

    /// <summary>Spins in a row that it was allowed although nothing had been written, because nobody else was left.</summary>
    internal int LonelySpins { get; set; }

    /// <summary>Stores that other threads do not see yet.</summary>
    internal StoreBuffer Buffer { get; } = new();

    internal VectorClock Clock { get; } = new();

    /// <summary>The library's thread-statics of this thread, while it does not run.</summary>
    internal LibraryThreadStatics Statics { get; } = new();

    // Fair scheduling (Musuvathi and Qadeer, PLDI 2008): see Fairness.
    internal ulong YieldsTo { get; set; }

    internal ulong EnabledSinceYield { get; set; }

    internal ulong DisabledSinceYield { get; set; }

    internal ulong ScheduledSinceYield { get; set; }

    /// <summary>What says that it may run.</summary>
    internal Baton Baton { get; set; } = new();

    /// <summary>Points at which it has stood: a measure of how far it is.</summary>
    internal int Points { get; set; }

    internal bool HasBegun { get; set; }

    internal static void SetCurrent(LogicalThread? thread) => current = thread;

    internal void RunBody() => body();
}
