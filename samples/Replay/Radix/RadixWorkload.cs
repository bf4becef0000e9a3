using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Concurrent.Rcu;

namespace Concurrent.Replay;

/// <summary>A page cache and a table of descriptors: one sparse array for each file, with a tag on what is dirty, and an id allocator that must choose as the kernel did.</summary>
internal sealed class RadixWorkload : IWorkload, IDisposable
{
    /// <summary>The tag of what must be written back.</summary>
    public const int DirtyTag = 0;

    /// <summary>The tag of what a write-back has found and not yet cleaned.</summary>
    public const int ToWriteTag = 1;

    /// <summary>Folios that a write-back tags before it goes on: readers and other writers come in between.</summary>
    private const int RetagLimit = 256;

    private readonly RadixScript _script;
    private readonly RadixChecker _checker;
    private readonly StepClock _clock;
    private readonly MismatchLog _log;
    private readonly SnapshotBox<RadixViews> _box = new();

    public RadixWorkload(CacheRecording cache, DescriptorRecording descriptors, StepClock clock, MismatchLog log)
    {
        _script = RadixScript.Build(cache, descriptors);
        _checker = new RadixChecker(_script);
        _clock = clock;
        _log = log;

        // A domain of its own: the statistics are then of this run alone. And one pool: what one file gives back another takes.
        Domain = new RcuDomain();
        var pool = new RadixTreePool<long>(Domain);
        Files = [.. Enumerable.Range(0, cache.Files).Select(_ => new RadixTree<long>(new RadixTreeOptions<long> { TagCount = 2, Pool = pool }))];
        Descriptors = new IdAllocator<long>(new IdAllocatorOptions<long> { Last = DescriptorRecording.Most, ValuePool = pool });
    }

    public string Title => $"{Path.GetFileName(_script.Cache.Path)}: {_script.Cache.Events.Count:N0} events of a page cache, {_script.Cache.Files} files; "
        + $"{Path.GetFileName(_script.DescriptorRecording.Path)}: {_script.DescriptorRecording.Events.Count:N0} descriptors taken and freed";

    /// <summary>The files under test; tests put wrong entries in them to see that they are found.</summary>
    public RadixTree<long>[] Files { get; }

    /// <summary>The descriptors under test.</summary>
    public IdAllocator<long> Descriptors { get; }

    public RadixScript Script => _script;

    public int OperationsPerRound => _script.Operations;

    public RcuDomain Domain { get; }

    public long SnapshotsTaken { get; private set; }

    public RunPhase PhaseOf(long step)
    {
        long inLap = step % _script.Length;
        return inLap <= _script.FirstRoundEnd ? RunPhase.WithSnapshots
            : inLap <= _script.EmptyingEnd ? RunPhase.Settling
            : RunPhase.Quiet;
    }

    public bool EndsRound(long step) => _script.EndsRound((int)(step % _script.Length));

    public void Apply(long step)
    {
        RadixStep s = _script[(int)(step % _script.Length)];
        switch (s.Verb)
        {
            case RadixVerb.Clear:
                Descriptors.Clear();
                foreach (RadixTree<long> file in Files)
                {
                    file.Clear();
                }

                break;
            case RadixVerb.Take:
                Require(Descriptors.TryTake(s.First, step), s, step, "TryTake");
                break;
            case RadixVerb.Allocate:
                // The recording is an oracle for the search: the kernel chose this very descriptor.
                bool found = Descriptors.TryAllocate(step, (ulong)s.Number, out ulong id);
                if (!found || id != s.First)
                {
                    Report(s, step, "TryAllocate", $"{s.First}", found ? $"{id}" : "nothing");
                }

                break;
            case RadixVerb.Free:
                RequireOrigin(Descriptors.TryFree(s.First, out long freed), freed, s, step, "TryFree");
                break;
            case RadixVerb.Enter when s.First == s.Last:
                Require(Files[s.File].TryAdd(s.First, step), s, step, "TryAdd");
                break;
            case RadixVerb.Enter:
                Files[s.File].StoreRange(s.First, s.Last, step);
                break;
            case RadixVerb.Leave when s.First == s.Last:
                RequireOrigin(Files[s.File].TryRemove(s.First, out long removed), removed, s, step, "TryRemove");
                break;
            case RadixVerb.Leave:
                Require(Files[s.File].RemoveRange(s.First, s.Last) == 1, s, step, "RemoveRange");
                break;
            case RadixVerb.Dirty:
                Require(Files[s.File].SetTag(s.First, DirtyTag), s, step, "SetTag");
                break;
            default:
                WriteBack(s, step);
                break;
        }
    }

    public void OfferSnapshot(long state)
    {
        if (_box.IsEmpty)
        {
            _box.Put(Views(), state);
            SnapshotsTaken++;
        }
    }

    public void CheckRound(long state)
    {
        for (int file = 0; file < Files.Length; file++)
        {
            _checker.CheckWhole("at the end of a round", file, dirty: false, [.. Files[file].EnumerateRange(0, ulong.MaxValue)], Files[file].LongCount, state, _log);
            _checker.CheckWhole("at the end of a round", file, dirty: true, [.. Files[file].EnumerateTagged(DirtyTag)], Files[file].CountTagged(DirtyTag), state, _log);
        }

        _checker.CheckWhole("at the end of a round", _script.Descriptors, dirty: false, [.. Descriptors.EnumerateRange(0, ulong.MaxValue)], Descriptors.AllocatedCount, state, _log);
        RadixWorkloadReader.CheckViews("in a snapshot at the end of a round", Views(), state, _script, _checker, _log);
    }

    public IWorkloadReader CreateReader(ReaderTally tally, ulong seed) => new RadixWorkloadReader(this, _checker, _box, _clock, _log, tally, seed);

    public void Dispose() => Domain.Dispose();

    /// <summary>As the kernel writes back: first tags what is dirty, so that what becomes dirty meanwhile does not keep it busy for ever; then cleans what it tagged.</summary>
    private void WriteBack(in RadixStep s, long step)
    {
        RadixTree<long> file = Files[s.File];
        long tagged = 0;
        ulong next = s.First;
        long some;
        do
        {
            some = file.RetagRange(next, s.Last, DirtyTag, ToWriteTag, RetagLimit, out next);
            tagged += some;
        }
        while (some == RetagLimit && next != 0 && next <= s.Last);

        long cleaned = 0;
        foreach (KeyValuePair<ulong, long> entry in file.EnumerateTagged(ToWriteTag, s.First, s.Last))
        {
            cleaned += file.ClearTag(entry.Key, DirtyTag) && file.ClearTag(entry.Key, ToWriteTag) ? 1 : 0;
        }

        if (tagged != s.Number || cleaned != s.Number || file.IsAnyTagged(ToWriteTag))
        {
            Report(s, step, "write-back", $"{s.Number} dirty", $"{tagged} tagged, {cleaned} cleaned");
        }
    }

    private RadixViews Views() => new([.. Files.Select(file => file.Snapshot()), Descriptors.Snapshot()]);

    /// <summary>What a step removes must be what the step that it names put there, in this lap.</summary>
    private void RequireOrigin(bool done, long value, in RadixStep s, long step, string what)
    {
        long origin = step - (step % _script.Length) + s.Origin;
        if (!done || value != origin)
        {
            Report(s, step, what, _checker.Show(origin), done ? _checker.Show(value) : "nothing");
        }
    }

    private void Require(bool done, in RadixStep s, long step, string what)
    {
        if (!done)
        {
            Report(s, step, what, "true", "false");
        }
    }

    private void Report(in RadixStep s, long step, string what, string expected, string seen) =>
        _log.Report(new Mismatch($"{what}({(s.First == s.Last ? $"{s.First}" : $"{s.First}, {s.Last}")}) in {_script.Name(s.File)}", expected, seen, _script.Describe(step)));
}
