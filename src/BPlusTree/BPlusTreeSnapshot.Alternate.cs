using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent;

public sealed partial class BPlusTreeSnapshot<TKey, TValue>
{
    /// <summary>Look-ups by something that is no key but has a place among the keys, without making a key: by span for <see cref="string"/> and byte strings.</summary>
    /// <typeparam name="TAlternate">What is looked up, such as <see cref="ReadOnlySpan{T}"/> of <see cref="char"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The comparer of the tree is neither a <see cref="StringComparer"/> of the framework nor an
    /// <see cref="IAlternateComparer{TAlternate,TKey}"/> of these types.</exception>
    public AlternateLookup<TAlternate> GetAlternateLookup<TAlternate>()
        where TAlternate : notnull, allows ref struct =>
        TryGetAlternateLookup(out AlternateLookup<TAlternate> lookup) ? lookup : throw AlternateReader<TAlternate, TKey, TValue>.NoComparer();

    /// <summary>Look-ups by alternates in the order of <paramref name="alternateComparer"/>, which must agree with the order of the snapshot.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="alternateComparer"/> is null.</exception>
    public AlternateLookup<TAlternate> GetAlternateLookup<TAlternate>(IAlternateComparer<TAlternate, TKey> alternateComparer)
        where TAlternate : notnull, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(alternateComparer);
        return new AlternateLookup<TAlternate>(this, alternateComparer);
    }

    /// <summary>The same without an exception.</summary>
    /// <returns>Whether the comparer of the snapshot can compare <typeparamref name="TAlternate"/> with keys.</returns>
    public bool TryGetAlternateLookup<TAlternate>(out AlternateLookup<TAlternate> lookup)
        where TAlternate : notnull, allows ref struct
    {
        IAlternateComparer<TAlternate, TKey>? alternates = AlternateReader<TAlternate, TKey, TValue>.ComparerFor(Comparer);
        lookup = alternates is null ? default : new AlternateLookup<TAlternate>(this, alternates);
        return alternates is not null;
    }

    /// <summary>The snapshot, seen by something that is no key. O(log n), without allocation; may be kept, and used by any number of threads.</summary>
    /// <remarks>What <see langword="default"/> is good for is nothing: its members throw <see cref="InvalidOperationException"/>.</remarks>
    public readonly struct AlternateLookup<TAlternate>
        where TAlternate : notnull, allows ref struct
    {
        private readonly BPlusTreeSnapshot<TKey, TValue>? snapshot;
        private readonly IAlternateComparer<TAlternate, TKey> alternates;

        internal AlternateLookup(BPlusTreeSnapshot<TKey, TValue> snapshot, IAlternateComparer<TAlternate, TKey> alternates)
        {
            this.snapshot = snapshot;
            this.alternates = alternates;
        }

        /// <summary>The snapshot that is looked into.</summary>
        public BPlusTreeSnapshot<TKey, TValue> Snapshot => snapshot ?? throw new InvalidOperationException("This alternate look-up belongs to no snapshot: it is the default value.");

        /// <summary>The value of the key that equals an alternate.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        /// <exception cref="KeyNotFoundException">The key is absent.</exception>
        public TValue this[TAlternate alternate] =>
            TryGetValue(alternate, out TValue? value) ? value : throw new KeyNotFoundException($"The key that equals the given {typeof(TAlternate)} is not in the snapshot.");

        /// <summary>Finds the value of the key that equals an alternate.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        public bool TryGetValue(TAlternate alternate, [MaybeNullWhen(false)] out TValue value) => TryGetValue(alternate, out _, out value);

        /// <summary>Finds the key that equals an alternate, and its value.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        public bool TryGetValue(TAlternate alternate, [MaybeNullWhen(false)] out TKey actualKey, [MaybeNullWhen(false)] out TValue value) =>
            AlternateReader<TAlternate, TKey, TValue>.TryGet(ref Snapshot.Root, Probe(alternate), out actualKey, out value);

        /// <summary>Whether the key that equals an alternate is present.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        public bool ContainsKey(TAlternate alternate) => AlternateReader<TAlternate, TKey, TValue>.Contains(ref Snapshot.Root, Probe(alternate));

        /// <summary>Finds the entry with the greatest key that is at most <paramref name="alternate"/>.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        public bool TryGetFloor(TAlternate alternate, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
            TreeReader<TKey, TValue>.FindAtMost(ref Snapshot.Root, Probe(alternate), orEqual: true, out foundKey, out value);

        /// <summary>Finds the entry with the least key that is at least <paramref name="alternate"/>.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        public bool TryGetCeiling(TAlternate alternate, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
            TreeReader<TKey, TValue>.FindAtLeast(ref Snapshot.Root, Probe(alternate), orEqual: true, out foundKey, out value);

        /// <summary>Finds the entry with the greatest key below <paramref name="alternate"/>.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        public bool TryGetLower(TAlternate alternate, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
            TreeReader<TKey, TValue>.FindAtMost(ref Snapshot.Root, Probe(alternate), orEqual: false, out foundKey, out value);

        /// <summary>Finds the entry with the least key above <paramref name="alternate"/>.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="alternate"/> is null.</exception>
        public bool TryGetHigher(TAlternate alternate, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
            TreeReader<TKey, TValue>.FindAtLeast(ref Snapshot.Root, Probe(alternate), orEqual: false, out foundKey, out value);

        private AlternateProbe<TAlternate, TKey> Probe(TAlternate alternate) => AlternateProbe<TAlternate, TKey>.For(alternate, alternates);
    }
}
