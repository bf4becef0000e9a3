using System.Threading;

namespace Stress.Trees;

/// <summary>What the writers say about each key: which state they are about to bring about, and which one they have brought about. Each key has one writer.</summary>
/// <remarks>
/// A state is a number that only grows, twice over, and a bit for whether the key is present then; a value carries the number. A reader that looks at <see cref="Finished"/> before a call and at
/// <see cref="Started"/> after it knows which states the key went through during the call, and so what it may have seen.
/// The announcement is a release store before the write, and the tree is read with acquire, so who saw the write sees the announcement; the same holds for the end of the write.
/// </remarks>
internal sealed class StateBoard(int size)
{
    private readonly long[] started = new long[size];
    private readonly long[] finished = new long[size];

    /// <summary>The last number used of each key, by its writer only.</summary>
    private readonly long[] used = new long[size];

    internal int Size => started.Length;

    internal static long State(long number, bool present) => (number << 1) | (present ? 1L : 0);

    internal static long Number(long state) => state >> 1;

    internal static bool IsPresent(long state) => (state & 1) != 0;

    internal long Finished(int index) => Volatile.Read(ref finished[index]);

    internal long Started(int index) => Volatile.Read(ref started[index]);

    /// <summary>By the key's writer: the next state, to be brought about now.</summary>
    /// <returns>Its number.</returns>
    internal long Start(int index, bool present)
    {
        long number = Skip(index);
        Volatile.Write(ref started[index], State(number, present));
        return number;
    }

    /// <summary>By the key's writer: the state that was started is there.</summary>
    internal void Finish(int index) => Volatile.Write(ref finished[index], started[index]);

    /// <summary>By the key's writer: a number for a value that nobody is ever to see.</summary>
    internal long Skip(int index) => ++used[index];

    /// <summary>By the key's writer.</summary>
    internal bool IsPresent(int index) => IsPresent(finished[index]);
}
