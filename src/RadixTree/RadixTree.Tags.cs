using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <summary>Sets a tag of the entry at an index. O(height). Waits for other writers. Linearizable.</summary>
    /// <remarks>An entry over a range has one set of tags, reached through each of its indices.</remarks>
    /// <returns>Whether there is an entry; otherwise nothing changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tag"/> is not one of the tree's.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool SetTag(ulong index, int tag)
    {
        ThrowIfNoTag(tag, options.TagCount);
        using WriteScope write = BeginWrite();
        if (!core.Writer.SetTag(ref root, index, tag)) return false;
        write.Commit(countChange: 0);
        return true;
    }

    /// <summary>Clears a tag of the entry at an index. O(height). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether there is an entry, tagged or not; otherwise nothing changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tag"/> is not one of the tree's.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool ClearTag(ulong index, int tag)
    {
        ThrowIfNoTag(tag, options.TagCount);
        using WriteScope write = BeginWrite();
        if (!core.Writer.ClearTag(ref root, index, tag)) return false;
        write.Commit(countChange: 0);
        return true;
    }

    /// <summary>Sets a tag of the entries in a range that have another one, in ascending order, as many as <paramref name="limit"/> says. Waits for other writers.</summary>
    /// <remarks>
    /// <para>The entries keep the tag that they have. An entry over a range of its own belongs to it if any of its indices does. O(height + tagged entries).</para>
    /// <para>Each tag is set by a store of its own: a reader beside it may see some and not yet the others. After a <see cref="Snapshot"/>, where tags cannot be set in place, all become visible at once.</para>
    /// </remarks>
    /// <param name="first">The first index of the range.</param>
    /// <param name="last">The last index of the range.</param>
    /// <param name="from">The tag that an entry must have.</param>
    /// <param name="to">The tag that it gets.</param>
    /// <param name="limit">How many entries at most, those that had the new tag already counted too: the writer lock is held for all of them.</param>
    /// <param name="next">The index behind the last entry that was tagged, for the next call; 0 if there is none. Behind <paramref name="last"/>, where the result is less than <paramref name="limit"/>: that was all.</param>
    /// <returns>How many entries have both tags now that were looked at.</returns>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="from"/> or <paramref name="to"/> is not one of the tree's, or <paramref name="limit"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public long RetagRange(ulong first, ulong last, int from, int to, long limit, out ulong next)
    {
        RadixWindow.ThrowIfReversed(first, last);
        ThrowIfNoTag(from, options.TagCount);
        ThrowIfNoTag(to, options.TagCount);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        using WriteScope write = BeginWrite();
        long count = core.Writer.Retag(ref root, first, last, from, to, limit, out next);
        if (count > 0) write.Commit(countChange: 0);
        return count;
    }

    internal static void ThrowIfNoTag(int tag, int tagCount, [CallerArgumentExpression(nameof(tag))] string parameter = "tag")
    {
        if ((uint)tag >= (uint)tagCount) Throw(tag, tagCount, parameter);

        [DoesNotReturn]
        static void Throw(int tag, int tagCount, string parameter) => throw new ArgumentOutOfRangeException(
            parameter, tag, tagCount == 0 ? "The tree has no tags." : $"The tree has the tags 0 to {tagCount - 1}.");
    }
}
