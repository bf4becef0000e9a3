using System;
using System.Linq;

namespace Concurrent.Unit.Radix;

/// <summary>Walks a cursor and compares where it stands with a model.</summary>
internal static class RadixCursorModel
{
    /// <summary>From an index up to the end and back to the beginning, with a pause on the way.</summary>
    public static void Walk<TValue>(RadixTree<TValue> tree, RadixModel<TValue> model, ulong from)
    {
        using var cursor = tree.GetCursor();
        var up = model.Overlapping(from, ulong.MaxValue);
        RadixAssert.Equal($"Seek({from})", up.Count > 0, cursor.Seek(from));
        for (int i = 0; i < up.Count; i++)
        {
            RadixAssert.Equal($"at {i}", up[i].Item, new(cursor.Index, cursor.Last, cursor.Value));
            if (i == up.Count / 2)
            {
                ulong position = cursor.Pause();
                RadixAssert.Equal("place", up[i].Last, position);
                cursor.Resume(position);
            }

            RadixAssert.Equal("MoveNext", i + 1 < up.Count, cursor.MoveNext());
        }

        var down = model.Pieces.Reverse().ToList();
        for (int i = 0; i < down.Count; i++)
        {
            RadixAssert.Equal("MovePrevious", true, cursor.MovePrevious());
            RadixAssert.Equal($"down at {i}", down[i].Item, new(cursor.Index, cursor.Last, cursor.Value));
        }

        RadixAssert.Equal("MovePrevious before the first", false, cursor.MovePrevious());
    }
}
