using System.Threading;
using Concurrent.Rcu;

namespace Stress.Rcu;

/// <summary>Each reader's own word that says whether it is inside a section: odd inside. Independent of what the library announces.</summary>
/// <remarks>
/// Written inside the section, so who sees an odd word sees a section that is open, and whose announcement is visible. The next, even one is written before the
/// section ends, so who knows that the section is over sees another word.
/// </remarks>
internal sealed class SectionMarks
{
    private readonly PaddedInt64[] words;

    internal SectionMarks(int readers) => words = new PaddedInt64[readers];

    /// <summary>First thing in a section.</summary>
    internal void Enter(int reader) => Volatile.Write(ref words[reader].Value, words[reader].Value + 1);

    /// <summary>Last thing in a section.</summary>
    internal void Leave(int reader) => Volatile.Write(ref words[reader].Value, words[reader].Value + 1);

    /// <summary>Notes who is inside now.</summary>
    internal void Note(long[] into)
    {
        for (int i = 0; i < words.Length; i++) into[i] = Volatile.Read(ref words[i].Value);
    }

    /// <summary>A reader that is still in the section in which it was noted, or -1.</summary>
    internal int StillInside(long[] noted)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if ((noted[i] & 1) != 0 && Volatile.Read(ref words[i].Value) == noted[i]) return i;
        }

        return -1;
    }

    internal long[] NewNote() => new long[words.Length];
}
