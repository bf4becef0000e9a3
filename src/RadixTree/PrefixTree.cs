using System;
using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>An ordered map from byte strings and texts, with searches by prefix, for many readers: look-ups take no lock and write no shared memory, while one writer at a time publishes its changes.</summary>
/// <remarks>
/// <para>Keys are byte strings of any length, the empty one among them, in the order of their bytes. A text is the byte string of its UTF-8 encoding, so texts come in the order of their code points; the members that
/// take texts and those that take bytes see the same entries. The tree copies the keys that it stores.</para>
/// <para>A text that is not valid UTF-16 (half of a surrogate pair) is no key: every member that takes one throws <see cref="ArgumentException"/>. A null string is the empty text.</para>
/// </remarks>
/// <typeparam name="TValue">The values, of any type and size; null is an ordinary value.</typeparam>
[DebuggerDisplay("Count = {LongCount}")]
public sealed partial class PrefixTree<TValue> : IPrefixSource
{
    /// <summary>Characters of a text that is looked up without more ado, if it is all ASCII.</summary>
    private const int ShortText = 64;

    // What readers load comes first and changes only with the root.
    private Node? root;
    private readonly RcuDomain domain;
    private readonly PrefixCore<TValue> core;

    private readonly PrefixTreeOptions<TValue> options;

    /// <summary>An empty tree.</summary>
    public PrefixTree()
        : this(new PrefixTreeOptions<TValue>())
    {
    }

    /// <summary>An empty tree with <paramref name="options"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">The options contradict each other or leave their ranges.</exception>
    public PrefixTree(PrefixTreeOptions<TValue> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        PrefixTreePool<TValue> pool = options.Pool ?? new PrefixTreePool<TValue>(options.Domain, options.Reserve);
        domain = pool.Domain;
        this.options = options;
        core = new PrefixCore<TValue>(pool, options);
        root = PrefixLeaf4<TValue>.Create();
    }

    /// <summary>The domain whose grace periods replaced nodes wait for. A section opened on it keeps several reads together.</summary>
    public RcuDomain Domain => domain;

    /// <summary>How many entries there are. O(1). Runs behind a concurrent write by an instant; a snapshot's count is exact.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see <see cref="LongCount"/>.</exception>
    public int Count => checked((int)core.Count);

    /// <summary>How many entries there are, also beyond two billion. O(1).</summary>
    public long LongCount => core.Count;

    /// <summary>Whether there are no entries. O(1).</summary>
    public bool IsEmpty => core.Count == 0;

    ref Node? IPrefixSource.Root => ref root;

    RcuDomain? IPrefixSource.SectionDomain => domain;

    /// <summary>Finds the value of a key. O(key length); lock-free, linearizable, allocates nothing.</summary>
    public bool TryGetValue(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead(); // R1: from the root load to the last access
        return PrefixReader<TValue>.TryGet(ref root, key, out value);
    }

    /// <summary>Finds the value of a text. O(key length); lock-free, linearizable, allocates nothing.</summary>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    [SkipLocalsInit] // the room for the bytes is not read where it was not written
    public bool TryGetValue(ReadOnlySpan<char> key, [MaybeNullWhen(false)] out TValue value)
    {
        // Most keys are short and plain, and then there is nothing to clean up.
        Span<byte> room = stackalloc byte[ShortText];
        return key.Length <= ShortText && Ascii.FromUtf16(key, room, out int written) == OperationStatus.Done
            ? TryGetValue(room[..written], out value)
            : TryGetValueOfAnyText(key, out value);
    }

    private bool TryGetValueOfAnyText(ReadOnlySpan<char> key, [MaybeNullWhen(false)] out TValue value)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        return TryGetValue(text.Bytes, out value);
    }
}
