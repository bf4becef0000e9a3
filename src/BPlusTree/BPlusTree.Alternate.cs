using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>Look-ups and writes by something that is no key but has a place among the keys, without making a key: by span for <see cref="string"/> and byte strings.</summary>
    /// <typeparam name="TAlternate">What is looked up, such as <see cref="ReadOnlySpan{T}"/> of <see cref="char"/>.</typeparam>
    /// <example><code>
    /// var words = new BPlusTree&lt;string, int&gt;();
    /// var bySpan = words.GetAlternateLookup&lt;ReadOnlySpan&lt;char&gt;&gt;();
    /// foreach (Range word in line.AsSpan().Split(' '))
    /// {
    ///     bySpan.TryGetValue(line.AsSpan()[word], out int count);
    ///     bySpan[line.AsSpan()[word]] = count + 1;   // makes a string for a new word only
    /// }
    /// </code></example>
    /// <exception cref="InvalidOperationException">The comparer of the tree is neither a <see cref="StringComparer"/> of the framework nor an
    /// <see cref="IAlternateComparer{TAlternate,TKey}"/> of these types.</exception>
    public AlternateLookup<TAlternate> GetAlternateLookup<TAlternate>()
        where TAlternate : notnull, allows ref struct =>
        TryGetAlternateLookup(out AlternateLookup<TAlternate> lookup) ? lookup : throw AlternateReader<TAlternate, TKey, TValue>.NoComparer();

    /// <summary>Look-ups and writes by alternates in the order of <paramref name="alternateComparer"/>, which must agree with the order of the tree.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="alternateComparer"/> is null.</exception>
    public AlternateLookup<TAlternate> GetAlternateLookup<TAlternate>(IAlternateComparer<TAlternate, TKey> alternateComparer)
        where TAlternate : notnull, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(alternateComparer);
        return new AlternateLookup<TAlternate>(this, alternateComparer);
    }

    /// <summary>The same without an exception.</summary>
    /// <returns>Whether the comparer of the tree can compare <typeparamref name="TAlternate"/> with keys.</returns>
    public bool TryGetAlternateLookup<TAlternate>(out AlternateLookup<TAlternate> lookup)
        where TAlternate : notnull, allows ref struct
    {
        IAlternateComparer<TAlternate, TKey>? alternates = AlternateReader<TAlternate, TKey, TValue>.ComparerFor(Comparer);
        lookup = alternates is null ? default : new AlternateLookup<TAlternate>(this, alternates);
        return alternates is not null;
    }

    /// <summary>The tree, seen by something that is no key. Reads are those of the tree: O(log n), lock-free, linearizable, without allocation.</summary>
    /// <remarks>
    /// A write reads first, then writes with the key that it found, or with one that <see cref="IAlternateComparer{TAlternate,TKey}.Create"/> made outside the lock. So a key is
    /// made only to be added; when another thread adds it first, it is thrown away. Each write is linearizable.
    /// May be kept, and used by any number of threads. What <see langword="default"/> is good for is nothing: its members throw <see cref="InvalidOperationException"/>.
    /// </remarks>
    public readonly struct AlternateLookup<TAlternate>
        where TAlternate : notnull, allows ref struct
    {
        private readonly BPlusTree<TKey, TValue>? tree;
        private readonly IAlternateComparer<TAlternate, TKey> alternates;

        internal AlternateLookup(BPlusTree<TKey, TValue> tree, IAlternateComparer<TAlternate, TKey> alternates)
        {
            this.tree = tree;
            this.alternates = alternates;
        }

        /// <summary>The tree that is looked into.</summary>
        public BPlusTree<TKey, TValue> Tree => tree ?? throw new InvalidOperationException("This alternate look-up belongs to no tree: it is the default value.");

        /// <summary>Gets or sets the value of the key that equals an alternate. Setting adds the key when it is absent, and leaves a present key as it is.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        /// <exception cref="KeyNotFoundException">Getting: the key is absent.</exception>
        /// <exception cref="InvalidOperationException">Setting: the calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
        public TValue this[TAlternate alternate]
        {
            get => TryGetValue(alternate, out TValue? value) ? value : throw new KeyNotFoundException($"The key that equals the given {typeof(TAlternate)} is not in the tree.");
            set => Tree.Set(TryFind(alternate, out TKey? key) ? key : CreateKey(alternate), value);
        }

        /// <summary>Finds the value of the key that equals an alternate.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        public bool TryGetValue(TAlternate alternate, [MaybeNullWhen(false)] out TValue value) => TryGetValue(alternate, out _, out value);

        /// <summary>Finds the key that equals an alternate, and its value.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        public bool TryGetValue(TAlternate alternate, [MaybeNullWhen(false)] out TKey actualKey, [MaybeNullWhen(false)] out TValue value)
        {
            BPlusTree<TKey, TValue> tree = Tree;
            AlternateProbe<TAlternate, TKey> probe = AlternateProbe<TAlternate, TKey>.For(alternate, alternates);
            tree.ThrowIfUnprotected();
            using ReadSection section = tree.domain.EnterRead(); // R1
            return AlternateReader<TAlternate, TKey, TValue>.TryGet(ref tree.root, probe, out actualKey, out value);
        }

        /// <summary>Whether the key that equals an alternate is present.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        public bool ContainsKey(TAlternate alternate)
        {
            BPlusTree<TKey, TValue> tree = Tree;
            AlternateProbe<TAlternate, TKey> probe = AlternateProbe<TAlternate, TKey>.For(alternate, alternates);
            using ReadSection section = tree.domain.EnterRead();
            return AlternateReader<TAlternate, TKey, TValue>.Contains(ref tree.root, probe);
        }

        /// <summary>Finds the entry with the greatest key that is at most <paramref name="alternate"/>.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        public bool TryGetFloor(TAlternate alternate, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
            TryGetAtMost(alternate, orEqual: true, out foundKey, out value);

        /// <summary>Finds the entry with the least key that is at least <paramref name="alternate"/>.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        public bool TryGetCeiling(TAlternate alternate, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
            TryGetAtLeast(alternate, orEqual: true, out foundKey, out value);

        /// <summary>Finds the entry with the greatest key below <paramref name="alternate"/>.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        public bool TryGetLower(TAlternate alternate, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
            TryGetAtMost(alternate, orEqual: false, out foundKey, out value);

        /// <summary>Finds the entry with the least key above <paramref name="alternate"/>.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        public bool TryGetHigher(TAlternate alternate, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
            TryGetAtLeast(alternate, orEqual: false, out foundKey, out value);

        /// <summary>Adds an entry unless the key that equals <paramref name="alternate"/> is present.</summary>
        /// <returns>Whether it was added; otherwise nothing changed.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
        public bool TryAdd(TAlternate alternate, TValue value)
        {
            Tree.ThrowIfWriting();
            return !ContainsKey(alternate) && Tree.TryAdd(CreateKey(alternate), value);
        }

        /// <summary>Replaces the value of the key that equals <paramref name="alternate"/>, if it is present.</summary>
        /// <returns>Whether it was present; otherwise nothing changed.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
        public bool TryUpdate(TAlternate alternate, TValue newValue)
        {
            Tree.ThrowIfWriting();
            return TryFind(alternate, out TKey? key) && Tree.TryUpdate(key, newValue);
        }

        /// <summary>Removes the key that equals <paramref name="alternate"/>.</summary>
        /// <returns>Whether it was present.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
        public bool Remove(TAlternate alternate)
        {
            Tree.ThrowIfWriting();
            return TryFind(alternate, out TKey? key) && Tree.Remove(key);
        }

        /// <summary>Removes the key that equals <paramref name="alternate"/> and hands out its value.</summary>
        /// <returns>Whether it was present.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
        public bool TryRemove(TAlternate alternate, [MaybeNullWhen(false)] out TValue value)
        {
            Tree.ThrowIfWriting();
            if (TryFind(alternate, out TKey? key)) return Tree.TryRemove(key, out value);
            value = default;
            return false;
        }

        private bool TryGetAtMost(TAlternate alternate, bool orEqual, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value)
        {
            BPlusTree<TKey, TValue> tree = Tree;
            AlternateProbe<TAlternate, TKey> probe = AlternateProbe<TAlternate, TKey>.For(alternate, alternates);
            tree.ThrowIfUnprotected();
            using ReadSection section = tree.domain.EnterRead();
            return TreeReader<TKey, TValue>.FindAtMost(ref tree.root, probe, orEqual, out foundKey, out value);
        }

        private bool TryGetAtLeast(TAlternate alternate, bool orEqual, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value)
        {
            BPlusTree<TKey, TValue> tree = Tree;
            AlternateProbe<TAlternate, TKey> probe = AlternateProbe<TAlternate, TKey>.For(alternate, alternates);
            tree.ThrowIfUnprotected();
            using ReadSection section = tree.domain.EnterRead();
            return TreeReader<TKey, TValue>.FindAtLeast(ref tree.root, probe, orEqual, out foundKey, out value);
        }

        /// <summary>Makes a key to be added. One that is not where the alternate is would be found under neither.</summary>
        /// <summary>Finds the key alone: no value is shown, so no section is asked for (V1).</summary>
        private bool TryFind(TAlternate alternate, [MaybeNullWhen(false)] out TKey key)
        {
            BPlusTree<TKey, TValue> tree = Tree;
            AlternateProbe<TAlternate, TKey> probe = AlternateProbe<TAlternate, TKey>.For(alternate, alternates);
            using ReadSection section = tree.domain.EnterRead();
            return AlternateReader<TAlternate, TKey, TValue>.TryGet(ref tree.root, probe, out key, out _);
        }

        private TKey CreateKey(TAlternate alternate)
        {
            TKey key = alternates.Create(alternate);
            if (key is null || alternates.Compare(alternate, key) != 0)
                throw new InvalidOperationException($"The alternate comparer made a {typeof(TKey)} that does not equal the {typeof(TAlternate)} it was made of.");
            return key;
        }
    }

    /// <summary>Refuses a write that would find nothing to do before it came to the lock.</summary>
    private void ThrowIfWriting()
    {
        if (core.Lock.IsHeldByCurrentThread)
            throw new InvalidOperationException("This thread holds the writer lock already: it has an open batch, or writes from inside a comparer. Writes do not nest.");
    }
}
