using System;
using System.IO;
using System.IO.Compression;

namespace Concurrent.Replay;

/// <summary>Reads the lines of a plain or gzip file and knows the number of each, so that every complaint can name one.</summary>
internal sealed class LineReader : IDisposable
{
    private const int LongestLine = 1 << 16;
    private const int ShortestGzip = 18;

    private readonly string _path;
    private readonly TailStream _file;
    private readonly Stream _text;
    private readonly bool _packed;
    private readonly byte[] _buffer = new byte[LongestLine];
    private int _start;
    private int _end;
    private long _textLength;

    private LineReader(string path, Stream file)
    {
        _path = path;
        _file = new TailStream(file);
        _packed = StartsAsGzip();
        _text = _packed ? new GZipStream(_file, CompressionMode.Decompress) : _file;
    }

    /// <summary>The number of the line that <see cref="TryRead"/> returned last, or that could not be read.</summary>
    public int Line { get; private set; }

    /// <summary>Opens a file; whether it is packed is told by its first bytes.</summary>
    /// <exception cref="InputException">The file is missing or cannot be opened, or it is named .gz and is no gzip file.</exception>
    public static LineReader Open(string path)
    {
        try
        {
            return new LineReader(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(path, 0, "there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException(path, 0, Directory.Exists(path) ? "is a folder, not a file" : "cannot be opened: " + e.Message);
        }
    }

    /// <summary>The next line, without its line end; it is valid until the next call.</summary>
    /// <exception cref="InputException">The file is cut off or damaged, or a line is longer than 64 KiB.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        Line++;
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = _buffer.AsSpan(_start, searched + length);
                _start += searched + length + 1;
                if (line.Length > 0 && line[^1] == (byte)'\r')
                {
                    line = line[..^1];
                }

                return true;
            }

            searched = _end - _start;
            if (!Fill())
            {
                CheckEnd();
                line = default;
                return false;
            }
        }
    }

    /// <summary>A complaint about the current line.</summary>
    public InputException Error(string reason) => new(_path, Line, reason);

    public void Dispose()
    {
        _text.Dispose();
        _file.Dispose();
    }

    private bool StartsAsGzip()
    {
        bool gzip = _file.StartsAsGzip();
        if (!gzip && _path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            _file.Dispose();
            throw new InputException(_path, 1, "is named .gz but does not start as a gzip file (cut off, or not packed)");
        }

        return gzip;
    }

    /// <summary>Moves the begun line to the front and reads on behind it.</summary>
    private bool Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
        {
            throw Error($"is longer than {LongestLine} bytes");
        }

        int read;
        try
        {
            read = _text.Read(_buffer.AsSpan(_end));
        }
        catch (InvalidDataException)
        {
            throw Error("the gzip data is damaged here");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error("cannot be read: " + e.Message);
        }

        _end += read;
        _textLength += read;
        return read > 0;
    }

    private void CheckEnd()
    {
        if (_packed && (_file.BytesRead < ShortestGzip || _file.LastFourBytes != (uint)_textLength))
        {
            throw Error("the file is cut off: its gzip data ends here, before its recorded length");
        }

        if (_end > _start)
        {
            throw Error("the file is cut off: its last line has no line end");
        }
    }
}
