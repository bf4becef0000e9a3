using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Replay;

/// <summary>What one map of a workload holds in each state of a lap: which entries, which of them dirty, and how many.</summary>
/// <remarks>Filled in the order of the steps, then closed; readers only ask afterwards. State n of a lap is the one after its first n steps; the first step empties the map.</remarks>
internal sealed class EntryHistory
{
    private readonly SortedList<ulong, Entry> _building = [];
    private readonly List<(int State, int Count)> _counts = [(0, 0)];
    private readonly List<(int State, int Count)> _dirtyCounts = [(0, 0)];
    private readonly HashSet<Entry> _now = [];
    private ulong[] _firsts = [];
    private Entry[] _entries = [];
    private int _length;

    /// <summary>All indices at which an entry ever begins, ascending.</summary>
    public ReadOnlySpan<ulong> Firsts => _firsts;

    /// <summary>The entries that are there now, while the history is filled.</summary>
    public IEnumerable<(ulong First, ulong Last, int Origin)> Now => _now.OrderBy(e => e.First).Select(e => (e.First, e.Lives[^1].Last, e.Lives[^1].From - 1));

    /// <summary>Whether something is at one of the indices now.</summary>
    public bool IsAny(ulong first, ulong last) => _now.Any(e => e.First <= last && e.Lives[^1].Last >= first);

    /// <summary>The entry that begins at an index now: its last index, the step that made it, and whether it is dirty.</summary>
    public bool TryGet(ulong first, out ulong last, out int origin, out bool dirty)
    {
        (last, origin, dirty) = (0, 0, false);
        if (!_building.TryGetValue(first, out Entry? entry) || !entry.IsLive)
        {
            return false;
        }

        (last, origin, dirty) = (entry.Lives[^1].Last, entry.Lives[^1].From - 1, entry.IsDirty);
        return true;
    }

    public void Add(ulong first, ulong last, int step)
    {
        if (!_building.TryGetValue(first, out Entry? entry))
        {
            entry = new Entry(first);
            _building.Add(first, entry);
        }

        entry.Lives.Add(new Span(step + 1, int.MaxValue, last));
        _now.Add(entry);
        Count(_counts, step, 1);
    }

    public void Remove(ulong first, int step)
    {
        Entry entry = _building[first];
        Clean(entry, step);
        entry.Lives[^1] = entry.Lives[^1] with { To = step };
        _now.Remove(entry);
        Count(_counts, step, -1);
    }

    public void SetDirty(ulong first, int step)
    {
        Entry entry = _building[first];
        if (!entry.IsDirty)
        {
            entry.Dirty.Add(new Span(step + 1, int.MaxValue, 0));
            Count(_dirtyCounts, step, 1);
        }
    }

    /// <summary>Cleans everything that begins in a range.</summary>
    /// <returns>How much was dirty.</returns>
    public int WriteBack(ulong first, ulong last, int step)
    {
        int cleaned = 0;
        foreach (Entry entry in _now)
        {
            cleaned += entry.First >= first && entry.First <= last && Clean(entry, step) ? 1 : 0;
        }

        return cleaned;
    }

    /// <summary>The lap is over: what is there stays until the first step of the next one.</summary>
    public void EndLap(int length)
    {
        foreach (Entry entry in _now)
        {
            Clean(entry, length);
            entry.Lives[^1] = entry.Lives[^1] with { To = length };
        }

        _now.Clear();
        _length = length;
        _firsts = [.. _building.Keys];
        _entries = [.. _building.Values];
    }

    /// <summary>Whether an entry that this step of the run made was there in a state of the window, begins at this index and ends at that.</summary>
    public bool Had(ulong first, ulong last, long step, StateWindow window)
    {
        int at = Array.BinarySearch(_firsts, first);
        return at >= 0 && TryGetLife(at, step, out StateWindow life, out ulong itsLast) && itsLast == last && life.First <= window.Last && life.Last >= window.First;
    }

    /// <summary>The states in which the entry at this position of <see cref="Firsts"/> was there that this step of the run made, if it made one, and its last index.</summary>
    public bool TryGetLife(int at, long step, out StateWindow states, out ulong last)
    {
        (states, last) = (default, 0);
        if (step < 0)
        {
            return false;
        }

        long lap = step / _length * _length;
        Span life = Find(_entries[at].Lives, (int)(step - lap) + 1);
        (states, last) = (new StateWindow(lap + life.From, lap + life.To), life.Last);
        return life.From == step - lap + 1;
    }

    /// <summary>Whether an entry at this position of <see cref="Firsts"/> was there, or dirty if so asked, in a state of the window.</summary>
    public bool Was(int at, bool dirty, StateWindow window)
    {
        List<Span> spans = dirty ? _entries[at].Dirty : _entries[at].Lives;
        if (window.Last - window.First >= _length)
        {
            return spans.Count > 0;
        }

        // A window may reach from one lap into the next.
        (long lap, int low) = Place(window.First);
        long high = window.Last - lap;
        return Meets(spans, low, high) || (high > _length && Meets(spans, 1, high - _length));
    }

    /// <summary>The last state of the life in which the entry at this position of <see cref="Firsts"/> is in a state; -1 when it is not there then.</summary>
    public long LastOfLife(int at, long state)
    {
        (long lap, int low) = Place(state);
        if (low == 0)
        {
            return -1;
        }

        Span life = Find(_entries[at].Lives, low);
        return life.From <= low && low <= life.To ? lap + life.To : -1;
    }

    /// <summary>Whether an entry at this position of <see cref="Firsts"/> was there, and dirty if so asked, in every state of the window.</summary>
    public bool HadThroughout(int at, bool dirty, StateWindow window)
    {
        if (!dirty)
        {
            return LastOfLife(at, window.First) >= window.Last;
        }

        (long lap, int low) = Place(window.First);
        if (low == 0)
        {
            return false;
        }

        Span span = Find(_entries[at].Dirty, low);
        return span.From <= low && low <= span.To && lap + span.To >= window.Last;
    }

    /// <summary>How many entries there are in a state, or how many dirty ones.</summary>
    public int CountAt(long state, bool dirty)
    {
        List<(int State, int Count)> counts = dirty ? _dirtyCounts : _counts;
        (_, int at) = Place(state);
        int low = 0;
        int high = counts.Count;
        while (high - low > 1)
        {
            int middle = (low + high) >>> 1;
            (low, high) = counts[middle].State <= at ? (middle, high) : (low, middle);
        }

        return at == 0 ? 0 : counts[low].Count;
    }

    /// <summary>The states that lead up to a state's lap, and its number in it, from 1; 0 before the first step of all.</summary>
    private (long Lap, int State) Place(long state)
    {
        long lap = state == 0 ? 0 : (state - 1) / _length * _length;
        return (lap, (int)(state - lap));
    }

    private static bool Meets(List<Span> spans, long low, long high)
    {
        int at = IndexOf(spans, (int)long.Min(high, int.MaxValue));
        return at >= 0 && spans[at].To >= low;
    }

    /// <summary>The last span that begins at a state or before it.</summary>
    private static Span Find(List<Span> spans, int state)
    {
        int at = IndexOf(spans, state);
        return at < 0 ? new Span(int.MaxValue, -1, 0) : spans[at];
    }

    private static int IndexOf(List<Span> spans, int state)
    {
        int low = -1;
        int high = spans.Count;
        while (high - low > 1)
        {
            int middle = (low + high) >>> 1;
            (low, high) = spans[middle].From <= state ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static void Count(List<(int State, int Count)> counts, int step, int change) => counts.Add((step + 1, counts[^1].Count + change));

    private bool Clean(Entry entry, int step)
    {
        if (!entry.IsDirty)
        {
            return false;
        }

        entry.Dirty[^1] = entry.Dirty[^1] with { To = step };
        Count(_dirtyCounts, step, -1);
        return true;
    }

    private sealed class Entry(ulong first)
    {
        public ulong First => first;

        public List<Span> Lives { get; } = [];

        public List<Span> Dirty { get; } = [];

        public bool IsLive => Lives.Count > 0 && Lives[^1].To == int.MaxValue;

        public bool IsDirty => Dirty.Count > 0 && Dirty[^1].To == int.MaxValue;
    }

    /// <summary>States from one to another, both included, in which something holds; of an entry, its last index.</summary>
    private readonly record struct Span(int From, int To, ulong Last);
}
