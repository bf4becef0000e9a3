using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Replay;

/// <summary>What the writer does, over and over: a lap of two rounds of the recorded descriptors and the recorded page cache.</summary>
/// <remarks>
/// Step 0 clears everything, for the lap before may have left something. Then come the descriptors and the cache. What they left is freed and removed
/// piece by piece, shuffled, and both are played again into recycled nodes. Steps count on across laps, so a step number names one moment
/// of the whole run.
/// </remarks>
internal sealed class RadixScript
{
    private readonly List<RadixStep> _steps = [];
    private readonly List<int> _lines = [];
    private readonly EntryHistory[] _maps;

    private RadixScript(CacheRecording cache, DescriptorRecording descriptors)
    {
        Cache = cache;
        DescriptorRecording = descriptors;
        _maps = [.. Enumerable.Range(0, cache.Files + 1).Select(_ => new EntryHistory())];
        Add(new RadixStep(RadixVerb.Clear, 0, 0, 0, 0, 0), 0);
        PlayRecordings();
        FirstRoundEnd = _steps.Count - 1;
        RemoveShuffled();
        EmptyingEnd = _steps.Count - 1;
        PlayRecordings();
        foreach (EntryHistory map in _maps)
        {
            map.EndLap(_steps.Count);
        }
    }

    public CacheRecording Cache { get; }

    public DescriptorRecording DescriptorRecording { get; }

    /// <summary>How many files there are, and the number under which the descriptors stand.</summary>
    public int Descriptors => _maps.Length - 1;

    public int Operations => Cache.Events.Count + DescriptorRecording.Events.Count;

    public int FirstRoundEnd { get; }

    public int EmptyingEnd { get; }

    public int Length => _steps.Count;

    public RadixStep this[int step] => _steps[step];

    /// <summary>What a file, or the descriptors, hold in each state.</summary>
    public EntryHistory Map(int file) => _maps[file];

    /// <summary>Lays the recordings out as steps.</summary>
    /// <exception cref="InputException">A line cannot follow those before it; names the line.</exception>
    public static RadixScript Build(CacheRecording cache, DescriptorRecording descriptors) => new(cache, descriptors);

    /// <summary>Whether everything is to equal the final state after this step.</summary>
    public bool EndsRound(int step) => step == FirstRoundEnd || step == Length - 1;

    /// <summary>The name of a file or of the descriptors.</summary>
    public string Name(int file) => file == Descriptors ? "descriptors" : $"file {file}";

    /// <summary>Says what a step of the run does, in the terms of the recordings.</summary>
    public string Describe(long step)
    {
        long round = (step / Length * 2) + 1;
        int inLap = (int)(step % Length);
        RadixStep s = _steps[inLap];
        string where = s.Verb is RadixVerb.Take or RadixVerb.Allocate or RadixVerb.Free ? "of the descriptors" : "of the cache";
        return inLap == 0 ? $"the clear before round {round}"
            : inLap <= FirstRoundEnd ? $"line {_lines[inLap]} {where} in round {round}"
            : inLap <= EmptyingEnd ? $"removal {inLap - FirstRoundEnd} after round {round}"
            : $"line {_lines[inLap]} {where} in round {round + 1}";
    }

    private void PlayRecordings()
    {
        foreach (DescriptorEvent e in DescriptorRecording.Events)
        {
            Play(e);
        }

        if (DescriptorRecording.Final is { } final && !final.SequenceEqual(_maps[Descriptors].Now.Select(e => e.First)))
        {
            throw new InputException(DescriptorRecording.Path, DescriptorRecording.Events[^1].Line, "does not lead to the final set that the recording names");
        }

        foreach (CacheEvent e in Cache.Events)
        {
            Play(e);
        }
    }

    private void Play(in DescriptorEvent e)
    {
        EntryHistory map = _maps[Descriptors];
        bool isTaken = map.TryGet(e.Id, out _, out int origin, out _);
        if (isTaken != (e.Verb == 'F'))
        {
            throw new InputException(DescriptorRecording.Path, e.Line, isTaken ? $"gives out {e.Id}, which is in use" : $"frees {e.Id}, which is not in use");
        }

        int step = _steps.Count;
        switch (e.Verb)
        {
            case 'F':
                map.Remove(e.Id, step);
                Add(new RadixStep(RadixVerb.Free, Descriptors, e.Id, e.Id, 0, origin), e.Line);
                break;
            case 'A':
                map.Add(e.Id, e.Id, step);
                Add(new RadixStep(RadixVerb.Allocate, Descriptors, e.Id, e.Id, (int)e.From, 0), e.Line);
                break;
            default:
                map.Add(e.Id, e.Id, step);
                Add(new RadixStep(RadixVerb.Take, Descriptors, e.Id, e.Id, 0, 0), e.Line);
                break;
        }
    }

    private void Play(in CacheEvent e)
    {
        EntryHistory map = _maps[e.File];
        int step = _steps.Count;
        bool isThere = map.TryGet(e.First, out ulong last, out int origin, out _);
        switch (e.Verb)
        {
            case '+':
                Require(!map.IsAny(e.First, e.Last), e, "puts a folio where one is already");
                map.Add(e.First, e.Last, step);
                Add(new RadixStep(RadixVerb.Enter, e.File, e.First, e.Last, 0, 0), e.Line);
                break;
            case '-':
                Require(isThere && last == e.Last, e, "removes a folio that is not there");
                map.Remove(e.First, step);
                Add(new RadixStep(RadixVerb.Leave, e.File, e.First, e.Last, 0, origin), e.Line);
                break;
            case 'D':
                Require(isThere, e, "tags a folio that is not there");
                map.SetDirty(e.First, step);
                Add(new RadixStep(RadixVerb.Dirty, e.File, e.First, last, 0, origin), e.Line);
                break;
            default:
                int dirty = map.WriteBack(e.First, e.Last, step);
                Require(dirty == e.Count, e, $"finds {e.Count} dirty folios where the lines above leave {dirty}");
                Add(new RadixStep(RadixVerb.WriteBack, e.File, e.First, e.Last, e.Count, 0), e.Line);
                break;
        }
    }

    private void RemoveShuffled()
    {
        RadixStep[] removals =
        [
            .. _maps.SelectMany((map, file) => map.Now.Select(
                e => new RadixStep(file == Descriptors ? RadixVerb.Free : RadixVerb.Leave, file, e.First, e.Last, 0, e.Origin))),
        ];
        var random = new RandomSource(1);
        for (int i = removals.Length - 1; i > 0; i--)
        {
            int other = random.Below(i + 1);
            (removals[i], removals[other]) = (removals[other], removals[i]);
        }

        foreach (RadixStep removal in removals)
        {
            _maps[removal.File].Remove(removal.First, _steps.Count);
            Add(removal, 0);
        }
    }

    private void Add(in RadixStep step, int line)
    {
        _steps.Add(step);
        _lines.Add(line);
    }

    private void Require(bool right, in CacheEvent e, string complaint)
    {
        if (!right)
        {
            throw new InputException(Cache.Path, e.Line, complaint);
        }
    }
}
