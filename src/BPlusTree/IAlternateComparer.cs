using System;
using System.Collections.Generic;

namespace Concurrent;

/// <summary>Orders something that is no key among keys, so that a tree can be searched for it without making a key first: a span of characters among strings.</summary>
/// <typeparam name="TAlternate">What is searched for. May be a ref struct, such as <see cref="ReadOnlySpan{T}"/>.</typeparam>
/// <typeparam name="TKey">The keys of the tree.</typeparam>
/// <remarks>
/// What <see cref="IAlternateEqualityComparer{TAlternate,T}"/> is to hash tables. It must agree with the order of the tree: an alternate has the place of the
/// key that <see cref="Create"/> makes of it. A key comparer that implements this interface is found by
/// <see cref="BPlusTree{TKey,TValue}.GetAlternateLookup{TAlternate}()"/>; <see cref="StringComparer"/> and <see cref="ByteStringComparer"/> need nothing more.
/// It is called inside read sections, so it should be fast and must not wait.
/// </remarks>
/// <example><code>
/// // Finds an order by its number alone, where orders are ordered by their numbers.
/// sealed class ByNumber : IComparer&lt;Order&gt;, IAlternateComparer&lt;int, Order&gt;
/// {
///     public int Compare(Order? x, Order? y) =&gt; x!.Number.CompareTo(y!.Number);
///     public int Compare(int alternate, Order key) =&gt; alternate.CompareTo(key.Number);
///     public Order Create(int alternate) =&gt; new Order(alternate);
/// }
/// </code></example>
public interface IAlternateComparer<in TAlternate, TKey>
    where TAlternate : notnull, allows ref struct
{
    /// <summary>Compares an alternate with a key.</summary>
    /// <returns>Less than zero: the alternate comes first; zero: they are equal; more than zero: the key comes first.</returns>
    int Compare(TAlternate alternate, TKey key);

    /// <summary>Makes the key that is equal to an alternate. Called outside the writer lock, when an entry has to be added.</summary>
    TKey Create(TAlternate alternate);
}
