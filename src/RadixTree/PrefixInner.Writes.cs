using System;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>Growing.</content>
internal abstract partial class PrefixInner
{
    /// <summary>Puts a child under a byte that has none, in a node that has room and that nobody else can see; or in a <see cref="PrefixInner256"/>.</summary>
    internal void Add(byte by, PrefixNode child)
    {
        int count = Count;
        switch (Kind)
        {
            case PrefixKind.Inner4:
            case PrefixKind.Inner16:
                MakeRoom(Bytes, by, count, child);
                break;
            case PrefixKind.Inner48:
                Slot(count) = child;
                Unsafe.As<PrefixInner48>(this).Table[by] = (byte)(count + 1);
                break;
            default:
                Unsafe.As<PrefixInner256>(this).Note(by); // a hint until the child is there (P1c)
                Publication.Publish(ref Slot(by), child); // P1a, P2
                break;
        }

        Count = count + 1; // P1d
    }

    private void MakeRoom(Span<byte> bytes, byte by, int count, PrefixNode child)
    {
        int at = count;
        for (; at > 0 && bytes[at - 1] > by; at--)
        {
            bytes[at] = bytes[at - 1];
            Slot(at) = Slot(at - 1);
        }

        bytes[at] = by;
        Slot(at) = child;
    }
}
