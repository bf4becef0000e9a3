using System;
using System.Collections.Generic;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>A range of keys whose ends are inclusive, exclusive or open. Which keys it holds depends on the comparer of the tree it is given to.</summary>
/// <remarks><see langword="default"/> is <see cref="All"/>. A range may be empty; a lower end above the upper one is refused by the tree, which knows the order.</remarks>
public readonly struct KeyRange<TKey> : IEquatable<KeyRange<TKey>>
{
    private readonly TKey lower;
    private readonly TKey upper;

    private KeyRange(Bound lowerBound, TKey lower, Bound upperBound, TKey upper)
    {
        LowerBound = lowerBound;
        UpperBound = upperBound;
        this.lower = lower;
        this.upper = upper;
    }

    internal enum Bound : byte
    {
        None,
        Inclusive,
        Exclusive,
    }

    /// <summary>Every key.</summary>
    public static KeyRange<TKey> All => default;

    internal Bound LowerBound { get; }

    internal Bound UpperBound { get; }

    /// <summary>Whether it is <see cref="All"/>.</summary>
    internal bool IsUnbounded => LowerBound == Bound.None && UpperBound == Bound.None;

    internal TKey Lower => lower;

    internal TKey Upper => upper;

    /// <summary>Keys at or above <paramref name="key"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public static KeyRange<TKey> AtLeast(TKey key) => new(Bound.Inclusive, NotNull(key, nameof(key)), Bound.None, default!);

    /// <summary>Keys above <paramref name="key"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public static KeyRange<TKey> GreaterThan(TKey key) => new(Bound.Exclusive, NotNull(key, nameof(key)), Bound.None, default!);

    /// <summary>Keys at or below <paramref name="key"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public static KeyRange<TKey> AtMost(TKey key) => new(Bound.None, default!, Bound.Inclusive, NotNull(key, nameof(key)));

    /// <summary>Keys below <paramref name="key"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public static KeyRange<TKey> LessThan(TKey key) => new(Bound.None, default!, Bound.Exclusive, NotNull(key, nameof(key)));

    /// <summary>Keys from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    /// <exception cref="ArgumentNullException">A bound is null.</exception>
    public static KeyRange<TKey> Inclusive(TKey first, TKey last) => Between(first, true, last, true);

    /// <summary>Keys from <paramref name="first"/> up to, but not including, <paramref name="end"/>.</summary>
    /// <exception cref="ArgumentNullException">A bound is null.</exception>
    public static KeyRange<TKey> HalfOpen(TKey first, TKey end) => Between(first, true, end, false);

    /// <summary>Keys between two bounds, each included or not.</summary>
    /// <exception cref="ArgumentNullException">A bound is null.</exception>
    public static KeyRange<TKey> Between(TKey lower, bool lowerInclusive, TKey upper, bool upperInclusive) => new(
        lowerInclusive ? Bound.Inclusive : Bound.Exclusive,
        NotNull(lower, nameof(lower)),
        upperInclusive ? Bound.Inclusive : Bound.Exclusive,
        NotNull(upper, nameof(upper)));

    /// <summary>Whether two ranges have equal ends of the same kind.</summary>
    public static bool operator ==(KeyRange<TKey> left, KeyRange<TKey> right) => left.Equals(right);

    /// <summary>Whether two ranges differ in an end.</summary>
    public static bool operator !=(KeyRange<TKey> left, KeyRange<TKey> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(KeyRange<TKey> other) =>
        LowerBound == other.LowerBound && UpperBound == other.UpperBound &&
        EqualityComparer<TKey>.Default.Equals(lower, other.lower) && EqualityComparer<TKey>.Default.Equals(upper, other.upper);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is KeyRange<TKey> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LowerBound, lower, UpperBound, upper);

    /// <summary>The range in interval notation, such as <c>[10, 20)</c>.</summary>
    public override string ToString()
    {
        string left = LowerBound switch { Bound.None => "(-∞", Bound.Inclusive => $"[{lower}", _ => $"({lower}" };
        string right = UpperBound switch { Bound.None => "+∞)", Bound.Inclusive => $"{upper}]", _ => $"{upper})" };
        return $"{left}, {right}";
    }

    /// <summary>What of the range lies above <paramref name="key"/>, which is inside it.</summary>
    internal KeyRange<TKey> Above(TKey key) => new(Bound.Exclusive, key, UpperBound, upper);

    /// <summary>What of the range lies below <paramref name="key"/>, which is inside it.</summary>
    internal KeyRange<TKey> Below(TKey key) => new(LowerBound, lower, Bound.Exclusive, key);

    /// <summary>The range with its ends in the form in which a tree keeps its keys; refuses one whose ends are the wrong way round.</summary>
    internal KeyRange<TKey> Validated(IComparer<TKey>? comparer, string parameter)
    {
        TKey low = KeySearch.Normalize(lower, comparer);
        TKey high = KeySearch.Normalize(upper, comparer);
        if (LowerBound != Bound.None && UpperBound != Bound.None && KeySearch.Compare(low, high, comparer) > 0)
            throw new ArgumentException($"The lower end of the range {this} comes after its upper end in the order of the tree.", parameter);
        return new KeyRange<TKey>(LowerBound, low, UpperBound, high);
    }

    private static TKey NotNull(TKey key, string name)
    {
        if (key is null) throw new ArgumentNullException(name);
        return key;
    }
}
