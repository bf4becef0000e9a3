using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Concurrent.Rcu;

namespace Exploration;

/// <summary>What stands behind the shims. Two engines implement it: the built-in explorer, and Microsoft Coyote when the build asks for it.</summary>
/// <remarks>
/// A shim calls <see cref="Point"/> before and after its operation, so that plain accesses on both sides of it are seen early and late. The rest of this class is
/// what both engines share: the record of steps and the race detector.
/// </remarks>
internal abstract partial class Engine
{
    private StepLog? log;
    private RaceDetector? races;

    /// <summary>Writes that all threads can see, so far.</summary>
    protected long Writes { get; private set; }

    /// <summary>Steps of this schedule: operations on shared memory, waits and spins.</summary>
    internal int Steps { get; private set; }

    /// <summary>Full garbage collections, as the library sees them.</summary>
    internal int Collections { get; set; }

    /// <summary>Whether the coming store of <paramref name="self"/> goes into its store buffer.</summary>
    protected abstract bool DelaysStore(LogicalThread self);

    /// <summary>Makes the thread's delayed stores visible.</summary>
    protected abstract void Drain(LogicalThread thread);

    /// <summary>Makes the delayed stores of all threads visible.</summary>
    protected abstract void DrainAll();

    /// <summary>Begins a new schedule.</summary>
    protected void Reset(Scenario story, StepLog? record)
    {
        LibraryState.Prepare();
        LibraryState.Reset();
        Scenario = story;
        Now = FirstTick;
        IsOver = false;
        AnyYield = false;
        Failure = null;
        Threads.Clear();
        ProcessWideBarrier.ReadersFence = story.FullFence;
        log = record;
        races = null;
        Writes = 0;
        Steps = 0;
        Collections = 0;
    }

    internal void DetectRaces() => races ??= new RaceDetector();

    protected RaceDetector? Races => races;

    protected StepLog? Log => log;

    protected void CountStep() => Steps++;

    protected void NoteWrite(LogicalThread thread)
    {
        Writes++;
        thread.Writes++;
    }

    internal void Loaded<T>(LogicalThread self, ref readonly T location, T value, Site site)
    {
        Steps++;
        races?.Acquire(self, AddressOf(in location));
        log?.Add(self, "read", AddressOf(in location), value, site);
    }

    internal void Store<T>(LogicalThread self, ref T location, T value, Site site) => Store(self, ref location, value, site, releases: true);

    internal void PlainRead<T>(LogicalThread self, ref readonly T location, T value, Site site)
    {
        Steps++;
        log?.Add(self, "plain read", AddressOf(in location), value, site);
    }

    internal void PlainWrite<T>(LogicalThread self, ref T location, T value, Site site) => Store(self, ref location, value, site, releases: false);

    private void Store<T>(LogicalThread self, ref T location, T value, Site site, bool releases)
    {
        Steps++;
        string what = releases ? "write" : "plain write";
        if (BufferedStore.Fits<T>() && DelaysStore(self))
        {
            BufferedStore store = BufferedStore.Of(ref location, value);
            if (releases) store.Clock = races is null ? null : RaceDetector.Publish(self);
            if (log is not null) store.Name = log.NameOf(store.Address, site);
            self.Buffer.Add(store);
            log?.Add(self, what + ", delayed", store.Address, value, site);
            return;
        }

        if (self.Buffer.Count != 0) Drain(self); // a store too wide for the buffer
        location = value;
        if (releases) races?.Release(self, AddressOf(in location));
        NoteWrite(self);
        log?.Add(self, what, AddressOf(in location), value, site);
    }

    /// <summary>A point, and what the thread has delayed becomes visible: an atomic operation follows.</summary>
    internal void BeginAtomic(LogicalThread self)
    {
        Point(self);
        if (self.Buffer.Count != 0) Drain(self);
    }

    internal void EndAtomic<T>(LogicalThread self, ref readonly T location, bool written, string what, T value, Site site)
    {
        Steps++;
        nint address = AddressOf(in location);
        races?.Acquire(self, address);
        if (written)
        {
            races?.ReleaseAlso(self, address);
            NoteWrite(self);
        }

        log?.Add(self, what, address, value, site);
        Point(self);
    }

    internal void Fence(LogicalThread self, bool everyThread, Site site)
    {
        Point(self);
        Steps++;
        if (everyThread) DrainAll();
        else if (self.Buffer.Count != 0) Drain(self);
        log?.Add(self, everyThread ? "process-wide barrier" : "fence", site);
        Point(self);
    }

    /// <summary>The thread has got what it waited for: a lock, an event, the end of a thread.</summary>
    internal void Acquired(LogicalThread self, object what, string operation, Site site)
    {
        if (IsOver) return;
        Steps++;
        if (self.Buffer.Count != 0) Drain(self);
        races?.Acquire(self, what);
        log?.Add(self, operation, what, site);
    }

    /// <summary>The thread is about to let others go on: leaves a lock, sets an event, puts into a channel. Silent in an aborted schedule, as locks are left while it unwinds.</summary>
    internal void Releasing(LogicalThread self, object what, string operation, Site site)
    {
        if (IsOver) return;
        Point(self);
        Steps++;
        if (self.Buffer.Count != 0) Drain(self);
        races?.Acquire(self, what);
        races?.Release(self, what);
        log?.Add(self, operation, what, site);
    }

    /// <summary>The second half of <see cref="Releasing"/>: it has happened.</summary>
    internal void Released(LogicalThread self)
    {
        if (IsOver) return;
        NoteWrite(self);
        Point(self);
    }

    internal void CheckRead(LogicalThread self, CellHistory history, string name) => Report(self, races is null ? null : RaceDetector.Read(self, history, name));

    internal void CheckWrite(LogicalThread self, CellHistory history, string name) => Report(self, races is null ? null : RaceDetector.Write(self, history, name));

    private void Report(LogicalThread self, string? race)
    {
        if (race is not null) Fail(self, new Failure(FailureKind.DataRace, self.Name, race, ""));
    }

    protected static unsafe nint AddressOf<T>(ref readonly T location) => (nint)Unsafe.AsPointer(ref Unsafe.AsRef(in location));
}
