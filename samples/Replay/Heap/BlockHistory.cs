using System;

namespace Concurrent.Replay;

/// <summary>
/// The recording, indexed so that a reader can ask which block was live where in any state of the run, without allocating.
/// </summary>
/// <remarks>
/// Two indexes. For each address the ascending list of steps that allocated it; an allocation knows the step that ended it. And for
/// each stretch of about a thousand steps the set of addresses that were live at any time in it, as a row of bits: a neighbour
/// search in some state walks that row and asks the lifetime only of what stands there.
/// </remarks>
internal sealed class BlockHistory
{
    private const int ShortestStretchShift = 10;
    private const long MostRowWords = 1 << 22;

    private readonly HeapScript _script;
    private readonly ulong[] _keys;
    private readonly int[] _firstBirth;
    private readonly int[] _births;
    private readonly ulong[] _rows;
    private readonly int[] _liveAfter;
    private readonly int _words;
    private readonly int _stretchShift;

    public BlockHistory(HeapScript script)
    {
        _script = script;
        _keys = script.Keys;
        _words = BitRow.WordsFor(_keys.Length);
        _stretchShift = ShortestStretchShift;
        while (((script.Length >> _stretchShift) + 1L) * _words > MostRowWords && script.Length >> _stretchShift > 0)
        {
            _stretchShift++;
        }

        _liveAfter = new int[script.Length];
        (_firstBirth, _births) = IndexBirths(script);
        _rows = FillRows();
    }

    public HeapScript Script => _script;

    public int KeyCount => _keys.Length;

    public ulong Key(int index) => _keys[index];

    /// <summary>The size of the first block at this index.</summary>
    public ulong FirstSize(int index) => _script[_births[_firstBirth[index]]].Size;

    /// <summary>How many blocks are live in a state.</summary>
    public int CountAt(long state) => state == 0 ? 0 : _liveAfter[StepBefore(state)];

    /// <summary>The index of the greatest address at or below this one, or -1. Quick when the hint is near.</summary>
    public int FloorIndex(ulong address, int hint = 0)
    {
        for (int i = int.Max(hint - 1, 0); i <= hint + 1 && i < _keys.Length; i++)
        {
            if (_keys[i] <= address && (i + 1 == _keys.Length || address < _keys[i + 1]))
            {
                return i;
            }
        }

        int found = Array.BinarySearch(_keys, address);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The greatest index in [low, high] whose block is live in the state, or -1.</summary>
    public int LastLive(int low, int high, long state)
    {
        int step = StepBefore(state);
        if (step <= 0)
        {
            return -1;
        }

        ReadOnlySpan<ulong> row = RowOf(step);
        while ((high = BitRow.FindLast(row, low, high)) >= 0 && BirthOf(high, step) == 0)
        {
            high--;
        }

        return high;
    }

    /// <summary>The least index in [low, high] whose block is live in the state, or -1.</summary>
    public int FirstLive(int low, int high, long state)
    {
        int step = StepBefore(state);
        if (step <= 0)
        {
            return -1;
        }

        ReadOnlySpan<ulong> row = RowOf(step);
        while ((low = BitRow.FindFirst(row, low, high)) >= 0 && BirthOf(low, step) == 0)
        {
            low++;
        }

        return low;
    }

    /// <summary>The value that the map holds for the address at this index in a state in which its block is live.</summary>
    public Block BlockAt(int index, long state)
    {
        int birth = BirthOf(index, StepBefore(state));
        return new Block(_script[birth].Size, LapStart(state) + birth);
    }

    /// <summary>The lifetime that a found block names, if the run has such a block: its step allocated this address and size.</summary>
    public bool TryGetLifetime(ulong key, Block block, out int index, out Lifetime lifetime)
    {
        index = -1;
        lifetime = default;
        if (block.Step < 0)
        {
            return false;
        }

        int step = (int)(block.Step % _script.Length);
        ref readonly HeapStep birth = ref _script[step];
        if (!birth.IsAllocation || birth.Size != block.Size || _keys[birth.Key] != key)
        {
            return false;
        }

        index = birth.Key;
        lifetime = new Lifetime(block.Step + 1, block.Step - step + birth.Pair + 1);
        return true;
    }

    /// <summary>The lifetime of the block that is live at this index in this state.</summary>
    public Lifetime LifetimeAt(int index, long state)
    {
        int birth = BirthOf(index, StepBefore(state));
        long lap = LapStart(state);
        return new Lifetime(lap + birth + 1, lap + _script[birth].Pair + 1);
    }

    /// <summary>The lap's step that led to a state; 0, after which nothing is live, for the state before the first.</summary>
    private int StepBefore(long state) => state == 0 ? 0 : (int)((state - 1) % _script.Length);

    private long LapStart(long state) => state - 1 - ((state - 1) % _script.Length);

    private ReadOnlySpan<ulong> RowOf(int step) => _rows.AsSpan((step >> _stretchShift) * _words, _words);

    /// <summary>The step that allocated the block that is live at this index after this step, or 0.</summary>
    private int BirthOf(int index, int step)
    {
        int first = _firstBirth[index];
        int low = first;
        int high = _firstBirth[index + 1];
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_births[middle] <= step)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low > first && _script[_births[low - 1]].Pair > step ? _births[low - 1] : 0;
    }

    private static (int[] First, int[] Births) IndexBirths(HeapScript script)
    {
        var first = new int[script.Keys.Length + 1];
        for (int step = 0; step < script.Length; step++)
        {
            if (script[step].IsAllocation)
            {
                first[script[step].Key + 1]++;
            }
        }

        for (int i = 1; i < first.Length; i++)
        {
            first[i] += first[i - 1];
        }

        var births = new int[first[^1]];
        int[] next = first.AsSpan(0, script.Keys.Length).ToArray();
        for (int step = 0; step < script.Length; step++)
        {
            if (script[step].IsAllocation)
            {
                births[next[script[step].Key]++] = step;
            }
        }

        return (first, births);
    }

    private ulong[] FillRows()
    {
        var rows = new ulong[((_script.Length >> _stretchShift) + 1) * _words];
        var live = new ulong[_words];
        int count = 0;
        for (int step = 0; step < _script.Length; step++)
        {
            Span<ulong> row = rows.AsSpan((step >> _stretchShift) * _words, _words);
            if (step % (1 << _stretchShift) == 0)
            {
                live.CopyTo(row);
            }

            ref readonly HeapStep s = ref _script[step];
            if (s.IsAllocation)
            {
                BitRow.Set(live, s.Key);
                BitRow.Set(row, s.Key);
                count++;
            }
            else if (s.Key >= 0)
            {
                BitRow.Clear(live, s.Key);
                count--;
            }

            _liveAfter[step] = count;
        }

        return rows;
    }
}
