using System;
using System.Collections.Generic;
using System.Numerics;

namespace Concurrent.Replay;

/// <summary>
/// Which ranges and gaps a map has in each state of a lap, so that a reader can ask, without allocating, whether it had exactly this
/// one at some moment of a read. A range is known by both ends and what it holds, so the bounds of an empty place are checked too.
/// </summary>
/// <remarks>Filled by the plainest model there is, a sorted list of all ranges and gaps, one state after the other.</remarks>
internal sealed class RangeHistory<TKey>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    private readonly List<Live> _live = [];
    private readonly Dictionary<Entry, int> _newest = [];
    private readonly List<Life> _lives = [];
    private readonly List<int> _counts = [];
    private int _count;

    /// <summary>Begins with these ranges, ascending, in state 0.</summary>
    public RangeHistory(IEnumerable<(TKey First, TKey Last, ulong Value)> ranges)
    {
        TKey next = TKey.MinValue;
        bool atEnd = false;
        foreach ((TKey first, TKey last, ulong value) in ranges)
        {
            if (first > next)
            {
                _live.Add(new Live(new Entry(next, first - TKey.One, 0, false), 0));
            }

            _live.Add(new Live(new Entry(first, last, value, true), 0));
            _count++;
            atEnd = last == TKey.MaxValue;
            next = last + TKey.One;
        }

        if (!atEnd)
        {
            _live.Add(new Live(new Entry(next, TKey.MaxValue, 0, false), 0));
        }

        _counts.Add(_count);
    }

    /// <summary>How many states a lap has behind its first.</summary>
    public int Length => _counts.Count - 1;

    /// <summary>The ranges and gaps of the state that is being filled, ascending.</summary>
    public IReadOnlyList<Live> Now => _live;

    /// <summary>How many ranges hold something in a state of the run.</summary>
    public int CountAt(long state) => _counts[InLap(state)];

    /// <summary>Which of <see cref="Now"/> holds a key.</summary>
    public int IndexOf(TKey key)
    {
        int low = 0;
        int high = _live.Count - 1;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_live[middle].Entry.Last < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Makes a range hold a value, or nothing, in the state that is being filled.</summary>
    public void Put(TKey first, TKey last, ulong value, bool hasValue)
    {
        int from = IndexOf(first);
        int to = IndexOf(last);
        if (!hasValue)
        {
            // Next to a gap it becomes one with it.
            from = from > 0 && _live[from].Entry.First == first && !_live[from - 1].Entry.HasValue ? from - 1 : from;
            to = to < _live.Count - 1 && _live[to].Entry.Last == last && !_live[to + 1].Entry.HasValue ? to + 1 : to;
            first = _live[from].Entry.HasValue ? first : _live[from].Entry.First;
            last = _live[to].Entry.HasValue ? last : _live[to].Entry.Last;
        }

        Entry left = _live[from].Entry;
        Entry right = _live[to].Entry;
        for (int i = from; i <= to; i++)
        {
            End(_live[i], _counts.Count - 1);
        }

        _live.RemoveRange(from, to - from + 1);
        if (left.First < first)
        {
            Insert(from++, left with { Last = first - TKey.One });
        }

        Insert(from++, new Entry(first, last, value, hasValue));
        if (right.Last > last)
        {
            Insert(from, right with { First = last + TKey.One });
        }
    }

    /// <summary>The state that is being filled is complete.</summary>
    public void EndState() => _counts.Add(_count);

    /// <summary>The lap is complete: what is there now stays until the first step of the next lap.</summary>
    public void EndLap()
    {
        foreach (Live live in _live)
        {
            End(live, _counts.Count - 1);
        }

        _newest.TrimExcess();
    }

    /// <summary>Whether the map had exactly this range or gap in one of the states of a lap.</summary>
    public bool Had(TKey first, TKey last, ulong value, bool hasValue, int fromState, int toState)
    {
        int life = _newest.GetValueOrDefault(new Entry(first, last, value, hasValue), -1);
        while (life >= 0)
        {
            Life it = _lives[life];
            if (it.First <= toState && it.Last >= fromState)
            {
                return true;
            }

            life = it.Before;
        }

        return false;
    }

    /// <summary>Whether the map had exactly this range or gap at some moment of a read, in whatever lap that was.</summary>
    public bool Had(TKey first, TKey last, ulong value, bool hasValue, StateWindow window)
    {
        long lapOfLast = LapOf(window.Last);
        for (long lap = LapOf(window.First); lap <= lapOfLast; lap++)
        {
            if (HadInLap(first, last, value, hasValue, window, lap))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As <see cref="Had(TKey, TKey, ulong, bool, StateWindow)"/>, in one lap only.</summary>
    public bool HadInLap(TKey first, TKey last, ulong value, bool hasValue, StateWindow window, long lap)
    {
        // State 0 of a lap is the last one of the lap before, and belongs to that.
        long from = long.Max(window.First - (lap * Length), lap == 0 ? 0 : 1);
        long to = long.Min(window.Last - (lap * Length), Length);
        return from <= to && Had(first, last, value, hasValue, (int)from, (int)to);
    }

    public long LapOf(long state) => state == 0 ? 0 : (state - 1) / Length;

    private int InLap(long state) => (int)(state - (LapOf(state) * Length));

    private void Insert(int index, Entry entry)
    {
        _live.Insert(index, new Live(entry, _counts.Count));
        _count += entry.HasValue ? 1 : 0;
    }

    /// <summary>What lived no whole state was never visible: a batch replaced what it had stored itself.</summary>
    private void End(Live live, int lastState)
    {
        _count -= live.Entry.HasValue ? 1 : 0;
        if (live.Since <= lastState)
        {
            _lives.Add(new Life(live.Since, lastState, _newest.GetValueOrDefault(live.Entry, -1)));
            _newest[live.Entry] = _lives.Count - 1;
        }
    }

    /// <summary>A range or a gap.</summary>
    internal readonly record struct Entry(TKey First, TKey Last, ulong Value, bool HasValue);

    /// <summary>A range or a gap that is there now, and the first state that has it.</summary>
    internal readonly record struct Live(Entry Entry, int Since);

    private readonly record struct Life(int First, int Last, int Before);
}
