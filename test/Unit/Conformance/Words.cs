using System;
using System.Globalization;
using System.IO;

namespace Concurrent.Unit.Conformance;

/// <summary>The arguments of a line, read from the left.</summary>
internal ref struct Words(ReadOnlySpan<string> words)
{
    private ReadOnlySpan<string> _rest = words;

    public ulong Word()
    {
        if (_rest.IsEmpty) throw new InvalidDataException("an argument is missing");
        if (!ulong.TryParse(_rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong word))
        {
            throw new InvalidDataException($"\"{_rest[0]}\" is not a number");
        }

        _rest = _rest[1..];
        return word;
    }

    public long Number() => checked((long)Word());

    /// <summary>Takes the next argument if it is this word.</summary>
    public bool Take(string word)
    {
        if (_rest.IsEmpty || _rest[0] != word) return false;
        _rest = _rest[1..];
        return true;
    }

    public readonly void End()
    {
        if (!_rest.IsEmpty) throw new InvalidDataException($"\"{_rest[0]}\" is one argument too many");
    }
}
