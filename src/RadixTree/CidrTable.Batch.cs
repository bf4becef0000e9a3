using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class CidrTable<TValue>
{
    /// <summary>Begins a group of writes that readers see whole or not at all. Waits for other writers; they wait until it ends.</summary>
    /// <remarks>
    /// Between here and the end of the batch the calling thread must not write to the table by other ways, take a snapshot of it, or wait for a grace period: each throws.
    /// Reads of the table itself, on this thread too, show what was there before; the batch's own reads show what it wrote.
    /// <para>Always <c>using</c>: a batch that is neither committed nor disposed keeps every other writer waiting for ever. Two threads that open batches on the same two tables
    /// in opposite order wait for each other.</para>
    /// </remarks>
    /// <example><code>
    /// using (var batch = routes.BeginBatch())
    /// {
    ///     batch.RemoveWithin(IPNetwork.Parse("198.51.100.0/24"));
    ///     batch[IPNetwork.Parse("198.51.100.0/24")] = gateway;
    ///     batch.Commit();
    /// }
    /// </code></example>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public Batch BeginBatch() => new(tree.BeginBatch());

    /// <summary>As <see cref="BeginBatch"/>, unless other writers hold the table for longer than <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long to wait at the most; zero tries once; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <param name="batch">The open batch; when the result is <see langword="false"/>, one that has ended already.</param>
    /// <returns>Whether the batch is open.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or above <see cref="int.MaxValue"/> milliseconds.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryBeginBatch(TimeSpan timeout, out Batch batch)
    {
        bool begun = tree.TryBeginBatch(timeout, out PrefixTree<TValue>.Batch entries);
        batch = new Batch(entries);
        return begun;
    }

    /// <summary>A group of writes, readable through itself, that <see cref="Commit"/> makes visible by one store (rule B1). Disposed without it, nothing ever happened.</summary>
    /// <remarks>A ref struct that owns the writer lock: it lives on one thread, within one method, and is meant to be short. Blocks are written to copies that nobody
    /// else can see; a node is copied at its first change and changed in place after that. Its reads are exact.</remarks>
    [SkipLocalsInit] // keys are written into room on the stack that need not be cleared
    public readonly ref struct Batch
    {
        private readonly PrefixTree<TValue>.Batch entries;

        internal Batch(PrefixTree<TValue>.Batch entries) => this.entries = entries;

        /// <summary>How many blocks there are in the batch's view.</summary>
        /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see <see cref="LongCount"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public int Count => entries.Count;

        /// <summary>How many blocks there are in the batch's view, also beyond two billion.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public long LongCount => entries.LongCount;

        /// <summary>Whether there are no blocks in the batch's view.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public bool IsEmpty => entries.IsEmpty;

        private ref Node? Root => ref entries.Source.Root;

        /// <summary>Gets the value of a block itself in the batch's view, or stores one. O(depth).</summary>
        /// <exception cref="KeyNotFoundException">There is no such block (get).</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public TValue this[IPNetwork network]
        {
            get => TryGetValue(network, out TValue? value) ? value : throw NotFound(network);
            set => Write(network, value);
        }

        /// <summary>Stores the value of a block that is not there in the batch's view. O(depth).</summary>
        /// <returns>Whether it was stored.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public bool TryAdd(IPNetwork network, TValue value) => entries.TryAdd(CidrKey.Write(network, stackalloc byte[CidrKey.Room]), value);

        /// <summary>Stores the value of a block that may not be there in the batch's view. O(depth).</summary>
        /// <exception cref="ArgumentException">The block is there; nothing changed.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public void Add(IPNetwork network, TValue value)
        {
            if (!TryAdd(network, value)) throw Present(network, nameof(network));
        }

        /// <summary>Stores the value of a block, whatever is there in the batch's view, and hands out what was. O(depth).</summary>
        /// <returns>Whether something was there.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public bool Store(IPNetwork network, TValue value, [MaybeNullWhen(false)] out TValue old) => entries.Store(CidrKey.Write(network, stackalloc byte[CidrKey.Room]), value, out old);

        /// <summary>Replaces the value of a block that is there in the batch's view. O(depth).</summary>
        /// <returns>Whether it was there.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public bool TryUpdate(IPNetwork network, TValue newValue) => entries.TryUpdate(CidrKey.Write(network, stackalloc byte[CidrKey.Room]), newValue);

        /// <summary>Gets the value of a block itself in the batch's view, or stores <paramref name="value"/> where it is not there. O(depth).</summary>
        /// <returns>The value that is there now.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public TValue GetOrAdd(IPNetwork network, TValue value) => entries.GetOrAdd(CidrKey.Write(network, stackalloc byte[CidrKey.Room]), value);

        /// <summary>Removes a block from the batch's view, not what is inside it. O(depth).</summary>
        /// <returns>Whether it was there.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public bool Remove(IPNetwork network) => TryRemove(network, out _);

        /// <summary>Removes a block from the batch's view, not what is inside it, and hands out its value. O(depth).</summary>
        /// <returns>Whether it was there.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public bool TryRemove(IPNetwork network, [MaybeNullWhen(false)] out TValue value) => entries.TryRemove(CidrKey.Write(network, stackalloc byte[CidrKey.Room]), out value);

        /// <summary>Removes all blocks inside one, itself included, from the batch's view. O(depth), and O(m) to count the m blocks.</summary>
        /// <returns>How many blocks were removed.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public long RemoveWithin(IPNetwork network) => CidrTable<TValue>.RemoveWithin(entries, CidrKey.Write(network, stackalloc byte[CidrKey.Room]));

        /// <summary>Removes all blocks from the batch's view. O(1).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public void Clear() => entries.Clear();

        /// <summary>Finds the longest block of the batch's view that contains an IPv4 address. O(depth).</summary>
        /// <param name="address">The address, its first byte uppermost: 192.0.2.1 is 0xC0000201.</param>
        /// <param name="prefixLength">The length of the block's prefix; 0 also when there is none.</param>
        /// <param name="value">Its value.</param>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public bool TryGetLongestPrefix(uint address, out int prefixLength, [MaybeNullWhen(false)] out TValue value) => CidrReader<TValue>.TryGetLongest(ref Root, address, out prefixLength, out value);

        /// <summary>Finds the longest block of the batch's view that contains an IPv6 address. O(depth).</summary>
        /// <param name="address">The address, its first byte uppermost.</param>
        /// <param name="prefixLength">The length of the block's prefix; 0 also when there is none.</param>
        /// <param name="value">Its value.</param>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public bool TryGetLongestPrefix(UInt128 address, out int prefixLength, [MaybeNullWhen(false)] out TValue value) => CidrReader<TValue>.TryGetLongest(ref Root, address, out prefixLength, out value);

        /// <summary>Finds the value of the longest block of the batch's view that contains an address. O(depth).</summary>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public bool TryGetLongestPrefix(IPAddress address, [MaybeNullWhen(false)] out TValue value) => CidrReader<TValue>.TryGetLongest(ref Root, address, out value);

        /// <summary>Finds the longest block of the batch's view that contains an address. O(depth). Allocates the block's base address.</summary>
        /// <param name="address">The address.</param>
        /// <param name="network">The block; <see langword="default"/> when there is none.</param>
        /// <param name="value">Its value.</param>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public bool TryGetLongestPrefix(IPAddress address, out IPNetwork network, [MaybeNullWhen(false)] out TValue value) => CidrReader<TValue>.TryGetLongest(ref Root, address, out network, out value);

        /// <summary>Finds the value of a block itself in the batch's view. O(depth).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public bool TryGetValue(IPNetwork network, [MaybeNullWhen(false)] out TValue value) => CidrReader<TValue>.TryGet(ref Root, network, out value);

        /// <summary>Whether a block itself is in the batch's view. O(depth).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public bool ContainsKey(IPNetwork network) => entries.ContainsKey(CidrKey.Write(network, stackalloc byte[CidrKey.Room]));

        /// <summary>Enumerates the blocks of the batch's view in order. The body of the loop may write through the batch.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public CidrEnumerator<TValue> GetEnumerator() => new(entries.GetEnumerator());

        /// <summary>The blocks of the batch's view that contain an address, the shortest first. O(depth) each. Allocates the address's key. The body of the loop may write through the batch.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public CidrContainingView<TValue> EnumerateContaining(IPAddress address) => CidrReader<TValue>.Containing(entries.Source, address, entries.Number);

        /// <summary>The blocks of the batch's view inside one, itself included, in order. O(depth), then O(1) a block. Allocates the keys of its ends. The body of the loop may write through the batch.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public CidrView<TValue> EnumerateWithin(IPNetwork network) => CidrReader<TValue>.Within(entries.Source, network, entries.Number);

        /// <summary>Counts the blocks of the batch's view inside one, itself included. O(depth + blocks / 32).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public long CountWithin(IPNetwork network) => CidrReader<TValue>.CountWithin(entries.Source, network, entries.Number);

        /// <summary>Makes everything visible by one store and ends the batch.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public void Commit() => entries.Commit();

        /// <summary>Ends the batch. Unless it was committed, nothing has happened.</summary>
        public void Dispose() => entries.Dispose();

        private void Write(IPNetwork network, TValue value) => entries.Store(CidrKey.Write(network, stackalloc byte[CidrKey.Room]), value, out _);
    }
}
