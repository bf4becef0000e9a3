namespace Stress.Trees;

/// <summary>Where the keys of the numbers 0, 1, 2 ... lie, in the same order. The radix and the prefix tree have other nodes for each.</summary>
/// <param name="Kind">0: side by side. 1: far apart. 2: in clusters of eight.</param>
internal readonly record struct KeySpace(int Kind)
{
    internal ulong Key(int index) => Kind switch
    {
        0 => (ulong)index,
        1 => ((ulong)index << 33) | 5,
        _ => ((ulong)(index >> 3) << 20) | ((ulong)(index & 7) * 3),
    };

    /// <summary>The number of a key; -1 when it is none's.</summary>
    internal int IndexOf(ulong key)
    {
        ulong index = Kind switch
        {
            0 => key,
            1 => key >> 33,
            _ => ((key >> 20) << 3) | ((key & 0xfffff) / 3),
        };
        return index <= int.MaxValue && Key((int)index) == key ? (int)index : -1;
    }
}
