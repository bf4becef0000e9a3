using System;

namespace Concurrent;

/// <summary>A range of keys and what is there: a value, or nothing. Both ends belong to the range, so that the greatest key can be in one.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
public readonly struct RangeEntry<TKey, TValue> : IEquatable<RangeEntry<TKey, TValue>>
{
    private readonly TValue value;

    /// <summary>A range that holds a value.</summary>
    /// <param name="first">Its first key.</param>
    /// <param name="last">Its last key, at least <paramref name="first"/>.</param>
    /// <param name="value">The value of all keys in between.</param>
    public RangeEntry(TKey first, TKey last, TValue value)
        : this(first, last, value, hasValue: true)
    {
    }

    internal RangeEntry(TKey first, TKey last, TValue value, bool hasValue)
    {
        First = first;
        Last = last;
        this.value = value;
        HasValue = hasValue;
    }

    /// <summary>The first key.</summary>
    public TKey First { get; }

    /// <summary>The last key; belongs to the range.</summary>
    public TKey Last { get; }

    /// <summary>Whether there is a value; otherwise the range is a gap: nothing is there, and something on either side of it, or the end of the keys.</summary>
    public bool HasValue { get; }

    /// <summary>The value of every key in the range; default for a gap.</summary>
    public TValue Value => value;

    /// <summary>Whether both are the same range with equal values, or the same gap.</summary>
    public static bool operator ==(RangeEntry<TKey, TValue> left, RangeEntry<TKey, TValue> right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(RangeEntry<TKey, TValue> left, RangeEntry<TKey, TValue> right) => !left.Equals(right);

    /// <summary>For <c>var (first, last, value) = entry;</c>.</summary>
    public void Deconstruct(out TKey first, out TKey last, out TValue value)
    {
        first = First;
        last = Last;
        value = this.value;
    }

    /// <inheritdoc/>
    public bool Equals(RangeEntry<TKey, TValue> other) =>
        HasValue == other.HasValue && System.Collections.Generic.EqualityComparer<TKey>.Default.Equals(First, other.First)
        && System.Collections.Generic.EqualityComparer<TKey>.Default.Equals(Last, other.Last)
        && System.Collections.Generic.EqualityComparer<TValue>.Default.Equals(value, other.value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RangeEntry<TKey, TValue> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(First, Last, HasValue, value);

    /// <summary>Such as <c>[10, 19] = a</c>, or <c>[20, 29] empty</c>.</summary>
    public override string ToString() => HasValue ? $"[{First}, {Last}] = {value}" : $"[{First}, {Last}] empty";
}
