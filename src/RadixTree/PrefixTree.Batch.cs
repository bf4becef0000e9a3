using System;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class PrefixTree<TValue>
{
    /// <summary>Begins a group of writes that readers see whole or not at all. Waits for other writers; they wait until it ends.</summary>
    /// <remarks>
    /// Between here and the end of the batch the calling thread must not write to the tree by other ways, take a snapshot of it, or wait for a grace period: each throws.
    /// Reads of the tree itself, on this thread too, show what was there before; the batch's own reads show what it wrote.
    /// <para>Always <c>using</c>: a batch that is neither committed nor disposed keeps every other writer waiting for ever. Two threads that open batches on the same two trees
    /// in opposite order wait for each other.</para>
    /// </remarks>
    /// <example><code>
    /// using (var batch = routes.BeginBatch())
    /// {
    ///     batch.RemovePrefix("/old/");
    ///     batch["/new/"] = handler;
    ///     batch.Commit();
    /// }
    /// </code></example>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public Batch BeginBatch() => new(this, core.EnterAndBegin(batch: true));

    /// <summary>As <see cref="BeginBatch"/>, unless other writers hold the tree for longer than <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long to wait at the most; zero tries once; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <param name="batch">The open batch; when the result is <see langword="false"/>, one that has ended already.</param>
    /// <returns>Whether the batch is open.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or above <see cref="int.MaxValue"/> milliseconds.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryBeginBatch(TimeSpan timeout, out Batch batch)
    {
        if (core.TryEnterAndBegin(timeout, batch: true, out WriterToken token))
        {
            batch = new Batch(this, token);
            return true;
        }

        batch = default;
        return false;
    }

    /// <summary>A group of writes, readable through itself, that <see cref="Commit"/> makes visible by one store (rule B1). Disposed without it, nothing ever happened.</summary>
    /// <remarks>A ref struct that owns the writer lock: it lives on one thread, within one method, and is meant to be short. Entries are written to copies that nobody
    /// else can see; a node is copied at its first change and changed in place after that.</remarks>
    public ref partial struct Batch
    {
        private readonly PrefixTree<TValue> tree;
        private readonly WriterToken token;
        private readonly long number;

        internal Batch(PrefixTree<TValue> tree, WriterToken token)
        {
            this.tree = tree;
            this.token = token;
            number = tree.core.OpenBatch(tree.root!);
        }

        /// <summary>How many entries there are in the batch's view.</summary>
        /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see <see cref="LongCount"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly int Count => checked((int)LongCount);

        /// <summary>How many entries there are in the batch's view, also beyond two billion.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long LongCount => Core.BatchCount;

        /// <summary>Whether there are no entries in the batch's view.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool IsEmpty => Core.BatchCount == 0;

        /// <summary>For who reads the batch's view on the level of nodes.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        internal readonly IPrefixSource Source => Core;

        /// <summary>Which batch it is.</summary>
        internal readonly long Number => number;

        /// <summary>The batch's core, if the batch is still open.</summary>
        private readonly PrefixCore<TValue> Core
        {
            get
            {
                if (tree is null || !IsOpen) throw new InvalidOperationException("The batch has ended: it was committed or disposed.");
                tree.core.ThrowIfTorn();
                return tree.core;
            }
        }

        private readonly bool IsOpen => tree.core.IsOpen(number);

        /// <summary>Makes everything visible by one store and ends the batch.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void Commit() => Core.CommitBatch(ref tree.root, token);

        /// <summary>Ends the batch. Unless it was committed, nothing has happened.</summary>
        public readonly void Dispose()
        {
            if (tree is not null && IsOpen) tree.core.DiscardBatch(token);
        }
    }
}
