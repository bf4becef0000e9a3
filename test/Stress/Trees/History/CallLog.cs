using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Exploration.Linearizability;

namespace Stress.Trees;

/// <summary>The calls of one thread in one episode, with the times between which they took effect.</summary>
internal sealed class CallLog(int capacity)
{
    private readonly MapCall?[] calls = new MapCall?[capacity];
    private readonly long[] began = new long[capacity];
    private readonly long[] ended = new long[capacity];

    internal int Count { get; private set; }

    internal void Clear() => Count = 0;

    /// <summary>Before a call.</summary>
    internal void Begin()
    {
        Volatile.Write(ref began[Count], Stopwatch.GetTimestamp());
        // The time is stored, and so has been read, before anything of the call is loaded: without this the processor might read the clock late, and the call could seem to have begun after what it saw.
        Interlocked.MemoryBarrier();
    }

    /// <summary>After the call.</summary>
    internal void End(MapVerb verb, long key, long value, long comparand, MapAnswer answer)
    {
        // What the call has stored is visible before the clock is read, and what it loaded is loaded.
        Interlocked.MemoryBarrier();
        ended[Count] = Stopwatch.GetTimestamp();
        calls[Count] = new MapCall(verb, key, value, comparand, answer, 0, 0);
        Count++;
    }

    /// <summary>All calls of some logs on one clock that counts beginnings and ends.</summary>
    internal static List<MapCall> Merge(IReadOnlyList<CallLog> logs)
    {
        var moments = new List<(long Time, bool IsEnd, int Log, int Call)>();
        for (int log = 0; log < logs.Count; log++)
        {
            for (int call = 0; call < logs[log].Count; call++)
            {
                moments.Add((logs[log].began[call], false, log, call));
                moments.Add((logs[log].ended[call], true, log, call));
            }
        }

        // Of one instant, beginnings come first: then neither call is taken to be before the other.
        moments.Sort(static (left, right) => left.Time != right.Time ? left.Time.CompareTo(right.Time) : left.IsEnd.CompareTo(right.IsEnd));
        var begins = new Dictionary<(int, int), int>();
        var merged = new List<MapCall>();
        for (int rank = 0; rank < moments.Count; rank++)
        {
            (_, bool isEnd, int log, int call) = moments[rank];
            if (!isEnd) begins[(log, call)] = rank;
            else merged.Add(logs[log].calls[call]! with { Began = begins[(log, call)], Ended = rank });
        }

        return merged;
    }
}
