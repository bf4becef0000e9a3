using System;
using System.Collections.Generic;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>What can be chosen when a <see cref="BPlusTree{TKey,TValue}"/> is made.</summary>
public sealed record BPlusTreeOptions<TKey, TValue> : TreeOptions
    where TKey : notnull
{
    /// <summary>The order of the keys. Null: natural order; for <see cref="string"/>, ordinal; for byte strings, that of <see cref="ByteStringComparer"/>.</summary>
    /// <remarks>Natural order of 4- and 8-byte integers and floating-point numbers is searched with SIMD; naming a comparer gives that up.
    /// A comparer is called under the writer lock: it must not write to a tree, and should be fast.</remarks>
    public IComparer<TKey>? Comparer { get; init; }

    /// <summary>A pool shared with other trees. Null: a pool of the tree's own.</summary>
    public BPlusTreePool<TKey, TValue>? Pool { get; init; }

    /// <summary>Whether values belong to the tree, which disposes them: once, after they were replaced or removed, when no reader and no snapshot can see them any more. False by default.</summary>
    /// <remarks>
    /// <para>For values that are objects and implement <see cref="IDisposable"/>; others that a tree of, say, interfaces holds are let go of as always. A value stands under one key of one tree only.
    /// Storing the same object again is no replacement. <c>TryRemove</c> with a result, <c>TryRemoveFirst</c> and their like hand the value, and the duty to dispose it, to the caller: readers
    /// may still hold it, so <see cref="RcuDomain.DisposeLater"/> is the way, and a snapshot that is not released yet may still see it. From a batch it is the caller's once the batch is committed.
    /// <c>TakeAll</c> and <c>Drain</c> show the values, and they are disposed after that.</para>
    /// <para>What was handed to a call that failed, or answered <see langword="false"/>, stays the caller's. But what was handed to <c>GetOrAdd</c> or <c>AddOrUpdate</c>, turned out to be
    /// unneeded, and so did not get in is disposed at once, by the caller's thread; so is what a function made in vain, also when the call fails. In a batch that waits for its end. What a
    /// discarded batch had stored is disposed, too. To move a value to another key, take it out first, or do both in one batch.</para>
    /// <para>A value that was found is safe until the section ends in which it was found: reading one outside of a section of the tree's <see cref="TreeOptions.Domain"/> throws
    /// <see cref="InvalidOperationException"/>. That includes members that compare a value, or show it to a function. An <see cref="IEnumerable{T}"/> of the tree looks each entry up by itself, as
    /// the section may be another one at every step. A snapshot must be disposed: until then it holds back the disposal of what it sees; one that nothing refers to any more does so
    /// until the collector finds it, which may be while a value found in it is still in use. The same goes for the tree: its <see cref="BPlusTree{TKey,TValue}.Dispose"/> disposes what is left.</para>
    /// <para>Values are disposed on the domain's background thread; what they throw is reported by <see cref="RcuDomain.CallbackFailed"/>. They are never given up, however many wait; <see cref="RcuStatistics.HeldCallbacks"/> says how many writes' values wait for a snapshot. After the domain was disposed,
    /// the tree's or the snapshot's <c>Dispose</c> does it, on the thread that calls it.</para>
    /// </remarks>
    public bool OwnsValues { get; init; }

    /// <summary>Logical capacity of a node. Tests use 4, so that few entries make tall trees.</summary>
    internal int NodeCapacity { get; init; } = NodeLayout.LeafCapacity;

    private protected override TreePool? SharedPool => Pool;

    internal void Validate()
    {
        ValidateCommon();
        ValidateCapacity(NodeCapacity);
        if (OwnsValues && typeof(TValue).IsValueType)
            throw new ArgumentException($"Only objects can be owned; {typeof(TValue)} is a value type.", nameof(OwnsValues));
    }
}
