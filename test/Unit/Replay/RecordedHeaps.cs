using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Replay;

namespace Concurrent.Unit.Replay;

/// <summary>Small recordings, and what the map is to hold in each state of a run over one, found by the slowest and plainest means.</summary>
internal static class RecordedHeaps
{
    /// <summary>Parses <c>"+10:4 -10"</c>: hexadecimal address, decimal size. The line of an operation is its number.</summary>
    public static HeapRecording Of(string operations, params LiveBlock[]? final) => new(
        "test.heap",
        [.. operations.Split(' ').Select((text, i) => Parse(text, i + 1))],
        null,
        final is { Length: > 0 } ? final : null);

    /// <summary>A random recording in which addresses are used again and again, and blocks that touch are common.</summary>
    public static HeapRecording Random(int seed, int operations, int slots)
    {
        var random = new Random(seed);
        var live = new SortedDictionary<ulong, ulong>();
        var list = new List<HeapOperation>();
        while (list.Count < operations)
        {
            ulong address = ((ulong)random.Next(slots) * 4) + 100;
            if (live.Remove(address))
            {
                list.Add(new HeapOperation(address, 0, list.Count + 1));
            }
            else
            {
                live[address] = (ulong)random.Next(1, 5);
                list.Add(new HeapOperation(address, live[address], list.Count + 1));
            }
        }

        return new HeapRecording("test.heap", list, null, null);
    }

    /// <summary>The map in every state from the empty one on, for this many laps.</summary>
    public static List<SortedDictionary<ulong, Block>> States(HeapScript script, int laps)
    {
        var states = new List<SortedDictionary<ulong, Block>> { new() };
        for (long step = 0; step < (long)laps * script.Length; step++)
        {
            var next = new SortedDictionary<ulong, Block>(states[^1]);
            HeapStep s = script[(int)(step % script.Length)];
            if (s.Key < 0)
            {
                next.Clear();
            }
            else if (s.IsAllocation)
            {
                next.Add(script.Keys[s.Key], new Block(s.Size, step));
            }
            else if (!next.Remove(script.Keys[s.Key]))
            {
                throw new InvalidOperationException($"step {step} removes what is not there");
            }

            states.Add(next);
        }

        return states;
    }

    private static HeapOperation Parse(string text, int line)
    {
        string[] parts = text[1..].Split(':');
        ulong size = text[0] == '+' ? ulong.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
        return new HeapOperation(Convert.ToUInt64(parts[0], 16), size, line);
    }
}
