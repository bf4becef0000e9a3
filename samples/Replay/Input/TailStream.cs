using System;
using System.Buffers.Binary;
using System.IO;

namespace Concurrent.Replay;

/// <summary>
/// A forward-only stream that can show its first two bytes before they are read and keeps the last four that were.
/// </summary>
/// <remarks>
/// The framework's <c>GZipStream</c> takes a file that was cut off for one that ends there. The last four bytes of a whole gzip file are
/// its unpacked length, and comparing them with what was unpacked tells the two apart, also on a pipe, which cannot seek.
/// </remarks>
internal sealed class TailStream(Stream inner) : Stream
{
    private readonly byte[] _head = new byte[2];
    private readonly byte[] _tail = new byte[4];
    private int _headLength = -1;
    private int _headServed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>How many bytes went through.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The last four bytes that went through, as gzip stores a length.</summary>
    public uint LastFourBytes => BinaryPrimitives.ReadUInt32LittleEndian(_tail);

    /// <summary>Whether the stream starts with the two bytes that mark a gzip file.</summary>
    public bool StartsAsGzip()
    {
        if (_headLength < 0)
        {
            _headLength = inner.ReadAtLeast(_head, _head.Length, throwOnEndOfStream: false);
        }

        return _headLength == 2 && _head[0] == 0x1f && _head[1] == 0x8b;
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        if (_headServed < _headLength)
        {
            read = Math.Min(buffer.Length, _headLength - _headServed);
            _head.AsSpan(_headServed, read).CopyTo(buffer);
            _headServed += read;
        }
        else
        {
            read = inner.Read(buffer);
        }

        Keep(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        BytesRead += bytes.Length;
        if (bytes.Length >= _tail.Length)
        {
            bytes[^_tail.Length..].CopyTo(_tail);
        }
        else if (bytes.Length > 0)
        {
            _tail.AsSpan(bytes.Length).CopyTo(_tail);
            bytes.CopyTo(_tail.AsSpan(_tail.Length - bytes.Length));
        }
    }
}
