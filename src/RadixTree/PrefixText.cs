using System;
using System.Buffers;
using System.Text.Unicode;

namespace Concurrent;

/// <summary>A text as the bytes that the tree has for it: UTF-8, whose order is that of the code points.</summary>
internal ref struct PrefixText
{
    /// <summary>Room on the stack that does for most texts.</summary>
    internal const int Room = 256;

    private byte[]? rented;

    /// <param name="text">The text.</param>
    /// <param name="room">Where the bytes go if they find room.</param>
    /// <param name="name">The parameter that the text was passed in, for the exception.</param>
    /// <exception cref="ArgumentException">The text is not valid UTF-16.</exception>
    internal PrefixText(ReadOnlySpan<char> text, Span<byte> room, string name)
    {
        OperationStatus status = Utf8.FromUtf16(text, room, out _, out int written, replaceInvalidSequences: false);
        if (status == OperationStatus.DestinationTooSmall)
        {
            room = rented = ArrayPool<byte>.Shared.Rent((int)long.Min(3L * text.Length, Array.MaxLength));
            status = Utf8.FromUtf16(text, room, out _, out written, replaceInvalidSequences: false);
        }

        if (status != OperationStatus.Done)
        {
            Dispose();
            throw new ArgumentException(status == OperationStatus.DestinationTooSmall ? "The text is too long." : "The text has a surrogate without its other half: it is not valid UTF-16.", name);
        }

        Bytes = room[..written];
    }

    internal ReadOnlySpan<byte> Bytes { get; private set; }

    public void Dispose()
    {
        byte[]? array = rented;
        rented = null;
        Bytes = default;
        if (array is not null) ArrayPool<byte>.Shared.Return(array);
    }
}
