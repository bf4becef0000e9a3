using System;
using System.Diagnostics.CodeAnalysis;
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

    internal static void ThrowIfNoTag(int tag, int tagCount)
    {
        if ((uint)tag >= (uint)tagCount) Throw(tag, tagCount);

        [DoesNotReturn]
        static void Throw(int tag, int tagCount) => throw new ArgumentOutOfRangeException(
            nameof(tag), tag, tagCount == 0 ? "The tree has no tags." : $"The tree has the tags 0 to {tagCount - 1}.");
    }
}
