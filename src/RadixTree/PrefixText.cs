using System;
using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Concurrent;

/// <summary>A key given as text, as the UTF-8 bytes it is stored under. Short ones are encoded on the stack, others into a pooled array.</summary>
internal ref struct PrefixText
{
    /// <summary>Bytes on the stack for short keys. The caller gives them, so that they lie in the frame of who uses what is encoded.</summary>
    internal const int Room = 256;

    private byte[]? rented;

    /// <param name="text">The key.</param>
    /// <param name="room">Where it is encoded when it is short. Need not be cleared.</param>
    /// <param name="name">The argument's name.</param>
    /// <exception cref="ArgumentException">The text is not valid UTF-16: half of a surrogate pair stands alone.</exception>
    internal PrefixText(ReadOnlySpan<char> text, Span<byte> room, string name)
    {
        Span<byte> bytes = room;
        int written = 0;
        OperationStatus status = text.Length <= room.Length ? Utf8.FromUtf16(text, bytes, out _, out written, replaceInvalidSequences: false) : OperationStatus.DestinationTooSmall;
        if (status == OperationStatus.DestinationTooSmall)
        {
            rented = ArrayPool<byte>.Shared.Rent(checked(text.Length * 3)); // a UTF-16 unit is three bytes at the most
            bytes = rented;
            status = Utf8.FromUtf16(text, bytes, out _, out written, replaceInvalidSequences: false);
        }

        if (status != OperationStatus.Done)
        {
            Dispose();
            ThrowInvalid(name);
        }

        Bytes = bytes[..written];
    }

    internal ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The text as an array of its own.</summary>
    /// <exception cref="ArgumentException">The text is not valid UTF-16.</exception>
    internal static byte[] ToArray(ReadOnlySpan<char> text, string name)
    {
        using var key = new PrefixText(text, stackalloc byte[Room], name);
        return key.Bytes.ToArray();
    }

    /// <summary>How many UTF-16 units the first so many bytes stand for. Of a character that is not in them as a whole, none.</summary>
    internal readonly int CharsOf(int bytes)
    {
        while (bytes > 0 && bytes < Bytes.Length && (Bytes[bytes] & 0xC0) == 0x80) bytes--;
        return Encoding.UTF8.GetCharCount(Bytes[..bytes]);
    }

    /// <summary>Gives the array back; the bytes must not be used any more.</summary>
    public void Dispose()
    {
        byte[]? array = rented;
        rented = null;
        Bytes = default;
        if (array is not null) ArrayPool<byte>.Shared.Return(array);
    }

    [DoesNotReturn]
    private static void ThrowInvalid(string name) =>
        throw new ArgumentException("The text is not valid UTF-16: half of a surrogate pair stands alone.", name);
}
