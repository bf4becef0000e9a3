using System.Collections.Generic;

namespace Exploration;

/// <summary>Finds plain accesses of cells that nothing orders, by vector clocks: synchronising accesses carry the clock of their thread to who reads them.</summary>
internal sealed class RaceDetector
{
    private readonly Dictionary<nint, VectorClock> locations = [];
    private readonly Dictionary<object, VectorClock> objects = new(ReferenceEqualityComparer.Instance);

    /// <summary>A new thread has seen all that its maker had.</summary>
    internal static void Start(LogicalThread parent, LogicalThread child)
    {
        child.Clock.Join(parent.Clock);
        child.Clock.Tick(child.Id);
        parent.Clock.Tick(parent.Id);
    }

    /// <summary>What a release store hands on. Later accesses of the thread are not part of it.</summary>
    internal static VectorClock Publish(LogicalThread thread)
    {
        VectorClock published = thread.Clock.Copy();
        thread.Clock.Tick(thread.Id);
        return published;
    }

    internal void Release(LogicalThread thread, nint location) => locations[location] = Publish(thread);

    /// <summary>A delayed store becomes visible.</summary>
    internal void Release(VectorClock published, nint location) => locations[location] = published;

    /// <summary>A read-modify-write hands on what it found as well (a release sequence).</summary>
    internal void ReleaseAlso(LogicalThread thread, nint location) => Release(thread, location); // acquired before, so it is part of the thread's clock

    internal void Acquire(LogicalThread thread, nint location)
    {
        if (locations.TryGetValue(location, out VectorClock? clock)) thread.Clock.Join(clock);
    }

    internal void Release(LogicalThread thread, object what) => objects[what] = Publish(thread);

    internal void Acquire(LogicalThread thread, object what)
    {
        if (objects.TryGetValue(what, out VectorClock? clock)) thread.Clock.Join(clock);
    }

    internal static string? Read(LogicalThread thread, CellHistory history, string name)
    {
        bool ordered = history.Writer < 0 || history.Writer == thread.Id || thread.Clock[history.Writer] >= history.WriteTime;
        history.Reads.Set(thread.Id, thread.Clock[thread.Id]);
        return ordered ? null : $"data race on '{name}': it is read here and was written by '{history.WriterName}', and nothing orders the two";
    }

    internal static string? Write(LogicalThread thread, CellHistory history, string name)
    {
        bool afterWrite = history.Writer < 0 || history.Writer == thread.Id || thread.Clock[history.Writer] >= history.WriteTime;
        int reader = history.Reads.FirstBeyond(thread.Clock, except: thread.Id);
        history.Writer = thread.Id;
        history.WriterName = thread.Name;
        history.WriteTime = thread.Clock[thread.Id];
        return !afterWrite ? $"data race on '{name}': it is written here and by another thread, and nothing orders the two"
            : reader >= 0 ? $"data race on '{name}': it is written here and was read by thread {reader}, and nothing orders the two"
            : null;
    }
}
