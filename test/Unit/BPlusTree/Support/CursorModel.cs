using System.Collections.Generic;

namespace Concurrent.Unit.Trees;

/// <summary>Where a cursor should stand: a place among the integers, on one or between two, and the entries that there are at the moment.</summary>
internal sealed class CursorModel
{
    public const int KeySpace = 200;

    // Twice the key; one more or less between keys. Null: not moved yet.
    private int? _place;

    public SortedDictionary<int, long> Entries { get; } = [];

    public int Key => _place!.Value / 2;

    public void Restart() => _place = null;

    public bool Seek(int key) => Go(Up(key), 2 * key - 1);

    public bool SeekFloor(int key) => Go(Down(key), 2 * key + 1);

    public bool SeekFirst() => Go(Up(int.MinValue), null);

    public bool SeekLast() => Go(Down(int.MaxValue), null);

    // An even place is a key: the next one is above it. An odd one has the keys (place - 1) / 2 and (place + 1) / 2 beside it.
    public bool MoveNext() => _place is { } at ? Go(Up((at >> 1) + 1), at | 1) : SeekFirst();

    public bool MovePrevious() => _place is { } at ? Go(Down(((at + 1) >> 1) - 1), (at & 1) == 0 ? at - 1 : at) : SeekLast();

    private bool Go(int? found, int? otherwise)
    {
        _place = found is { } key ? 2 * key : otherwise;
        return found is not null;
    }

    private int? Up(int least)
    {
        foreach (int key in Entries.Keys)
        {
            if (key >= least) return key;
        }

        return null;
    }

    private int? Down(int most)
    {
        int? last = null;
        foreach (int key in Entries.Keys)
        {
            if (key > most) break;
            last = key;
        }

        return last;
    }
}
