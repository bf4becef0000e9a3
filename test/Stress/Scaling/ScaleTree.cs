using Concurrent.Bench.Data;

namespace Stress.Scaling;

/// <summary>One of the trees with its keys: half of them stay, the writer adds and removes the other half.</summary>
internal abstract class ScaleTree
{
    internal abstract string Name { get; }

    internal abstract int Entries { get; }

    /// <summary>A B+ tree of random 64-bit keys.</summary>
    internal static ScaleTree BPlus(int entries) => new ScaleTree<BPlusScaleMap>("B+ tree", new(), entries, Keys.Random(2 * entries));

    /// <summary>A maple tree of random 64-bit keys.</summary>
    internal static ScaleTree Maple(int entries) => new ScaleTree<MapleScaleMap>("maple tree", new(), entries, Keys.Random(2 * entries));

    /// <summary>A radix tree of dense indices: each second one stays.</summary>
    internal static ScaleTree Radix(int entries) => new ScaleTree<RadixScaleMap>("radix tree", new(), entries, EvenThenOdd(entries));

    /// <summary>Looks for present keys from a position on, and moves it.</summary>
    /// <returns>How many were found with their value.</returns>
    internal abstract long LookUp(int count, ref int position);

    /// <summary>Adds or removes keys that nobody looks for, from a position on.</summary>
    internal abstract void Change(int count, ref int position);

    private static ulong[] EvenThenOdd(int entries)
    {
        var indices = new ulong[2 * entries];
        for (int i = 0; i < entries; i++)
        {
            indices[i] = 2 * (ulong)i;
            indices[entries + i] = (2 * (ulong)i) + 1;
        }

        return indices;
    }
}
