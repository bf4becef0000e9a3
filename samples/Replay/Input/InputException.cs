using System;

namespace Concurrent.Replay;

/// <summary>The input is at fault, not the program: one line that names the file and, where there is one, the line.</summary>
internal sealed class InputException : Exception
{
    public InputException(string path, int line, string reason)
        : base(line > 0 ? $"{path}: line {line}: {reason}" : $"{path}: {reason}")
    {
        Line = line;
    }

    /// <summary>1 for the first line; 0 when the file as a whole is at fault.</summary>
    public int Line { get; }
}
