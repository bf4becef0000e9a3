using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Look-ups on one root: of the live tree inside a read section, of a snapshot, or of an open batch.</summary>
internal static partial class PrefixReader<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryGet(ref Node? root, ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TValue value)
    {
        ref TValue place = ref FindPlace(ref root, key);
        if (Unsafe.IsNullRef(ref place))
        {
            value = default;
            return false;
        }

        value = AtomicSlot<TValue>.Read(ref place);
        return true;
    }

    /// <summary>The place of a key's value, or a null reference.</summary>
    internal static ref TValue FindPlace(ref Node? root, ReadOnlySpan<byte> key)
    {
        var node = Unsafe.As<PrefixNode>(Publication.Load(ref root));
        while (node.Kind >= PrefixKind.Inner4)
        {
            var inner = Unsafe.As<PrefixInner>(node);
            if (!inner.HasPath(key)) return ref Unsafe.NullRef<TValue>();
            int depth = inner.Depth;
            Node? child = depth < key.Length ? inner.Child(key[depth]) : inner.LoadTerminal();
            if (child is null) return ref Unsafe.NullRef<TValue>();
            node = Unsafe.As<PrefixNode>(child);
        }

        return ref Unsafe.As<PrefixLeaf<TValue>>(node).Find(key);
    }
}
