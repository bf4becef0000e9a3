using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Replay;

/// <summary>
/// What the writer does, over and over: a lap of two rounds of the recording, one behind each of the two ways to empty a map.
/// </summary>
/// <remarks>
/// Step 0 clears the map. Steps 1 to N are the recording: round one. The F steps after them free the blocks that it left, one by one.
/// The last N steps are the recording again: round two, into the nodes that the removals gave back to the pool, where <c>Clear</c>
/// would have left them to the collector. The removals are shuffled: the snapshot that ends round one has frozen every node, frozen
/// nodes are the collector's too, and only when all leaves shrink side by side does the map stand in nodes of its own before it is
/// empty. Steps are counted on across laps, so a step number names one moment of the whole run.
/// </remarks>
internal sealed class HeapScript
{
    private readonly HeapStep[] _steps;
    private readonly int[] _lines;

    private HeapScript(HeapRecording recording, ulong[] keys, HeapStep[] steps, int[] lines, int left)
    {
        Recording = recording;
        Keys = keys;
        _steps = steps;
        _lines = lines;
        Operations = lines.Length;
        FirstRoundEnd = Operations;
        EmptyingEnd = Operations + left;
        Final = recording.Final ?? StateAfterFirstRound();
    }

    public HeapRecording Recording { get; }

    /// <summary>Every address that was ever allocated, ascending.</summary>
    public ulong[] Keys { get; }

    /// <summary>The recorded final state, or, where there is none, the state that the recording leads to.</summary>
    public IReadOnlyList<LiveBlock> Final { get; }

    /// <summary>How many operations the recording has.</summary>
    public int Operations { get; }

    /// <summary>The last step of the first round.</summary>
    public int FirstRoundEnd { get; }

    /// <summary>The last of the steps that empty the map block by block.</summary>
    public int EmptyingEnd { get; }

    /// <summary>How many steps a lap has.</summary>
    public int Length => _steps.Length;

    public ref readonly HeapStep this[int step] => ref _steps[step];

    /// <summary>Lays the recording out as steps and checks that it can have happened.</summary>
    /// <exception cref="InputException">A block is freed that is not live, or allocated over a live one; names the line.</exception>
    public static HeapScript Build(HeapRecording recording)
    {
        IReadOnlyList<HeapOperation> operations = recording.Operations;
        ulong[] keys = [.. operations.Where(o => o.IsAllocation).Select(o => o.Address).Distinct().Order()];
        var round = new HeapStep[operations.Count + 1];
        var live = new ulong[BitRow.WordsFor(keys.Length)];
        var born = new int[keys.Length];
        for (int step = 1; step < round.Length; step++)
        {
            HeapOperation operation = operations[step - 1];
            int key = Array.BinarySearch(keys, operation.Address);
            if (operation.IsAllocation)
            {
                RequireFree(recording, keys, round, live, born, operation, key);
                BitRow.Set(live, key);
                born[key] = step;
                round[step] = new HeapStep(key, 0, operation.Size);
            }
            else
            {
                if (key < 0 || BitRow.FindFirst(live, key, key) < 0)
                {
                    throw new InputException(recording.Path, operation.Line, $"frees {operation.Address:x}, which is not a live block");
                }

                BitRow.Clear(live, key);
                round[step] = new HeapStep(key, born[key], 0);
                round[born[key]] = round[born[key]] with { Pair = step };
            }
        }

        return new HeapScript(recording, keys, LayOut(round, out int left), [.. operations.Select(o => o.Line)], left);
    }

    /// <summary>Whether the map is to equal the final state after this step.</summary>
    public bool EndsRound(int step) => step == FirstRoundEnd || step == Length - 1;

    /// <summary>Says what a step of the run does, in the terms of the recording.</summary>
    public string Describe(long step)
    {
        long round = (step / Length * 2) + 1;
        int inLap = (int)(step % Length);
        if (inLap == 0)
        {
            return $"the clear before round {round}";
        }

        if (inLap > FirstRoundEnd && inLap <= EmptyingEnd)
        {
            return $"removal {inLap - FirstRoundEnd} after round {round}";
        }

        int operation = inLap <= FirstRoundEnd ? inLap : inLap - EmptyingEnd;
        return $"operation {operation} (line {_lines[operation - 1]}) of round {(inLap <= FirstRoundEnd ? round : round + 1)}";
    }

    private static void RequireFree(
        HeapRecording recording, ulong[] keys, HeapStep[] round, ulong[] live, int[] born, HeapOperation operation, int key)
    {
        // Live blocks are disjoint, so only the next one on either side can be in the way.
        int below = BitRow.FindLast(live, 0, key);
        int above = BitRow.FindFirst(live, key, keys.Length - 1);
        int other = below >= 0 && operation.Address - keys[below] < round[born[below]].Size ? below
            : above >= 0 && keys[above] - operation.Address < operation.Size ? above
            : -1;
        if (other >= 0)
        {
            throw new InputException(
                recording.Path,
                operation.Line,
                $"block {operation.Address:x} of {operation.Size} bytes overlaps the live block {keys[other]:x} of "
                + $"{round[born[other]].Size} bytes from line {recording.Operations[born[other] - 1].Line}");
        }
    }

    /// <summary>Turns one round, in which a block that was never freed has pair 0, into a lap.</summary>
    private static HeapStep[] LayOut(HeapStep[] round, out int left)
    {
        int operations = round.Length - 1;
        int[] leftovers = [.. Enumerable.Range(1, operations).Where(step => round[step].IsAllocation && round[step].Pair == 0)];
        left = leftovers.Length;
        Shuffle(leftovers);
        var steps = new HeapStep[checked(1 + operations + left + operations)];
        steps[0] = new HeapStep(-1, 0, 0);
        int second = operations + left;
        for (int step = 1; step <= operations; step++)
        {
            // What the second round leaves ends with the clear of the next lap, the step after this lap's last.
            HeapStep s = round[step];
            bool stays = s.IsAllocation && s.Pair == 0;
            steps[step] = s;
            steps[second + step] = s with { Pair = stays ? steps.Length : second + s.Pair };
        }

        for (int i = 0; i < left; i++)
        {
            int removal = operations + 1 + i;
            steps[removal] = new HeapStep(steps[leftovers[i]].Key, leftovers[i], 0);
            steps[leftovers[i]] = steps[leftovers[i]] with { Pair = removal };
        }

        return steps;
    }

    private static void Shuffle(int[] items)
    {
        var random = new RandomSource(1);
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = random.Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private List<LiveBlock> StateAfterFirstRound()
    {
        var final = new List<LiveBlock>();
        for (int step = FirstRoundEnd + 1; step <= EmptyingEnd; step++)
        {
            final.Add(new LiveBlock(Keys[_steps[step].Key], _steps[_steps[step].Pair].Size));
        }

        final.Sort((a, b) => a.Address.CompareTo(b.Address));
        return final;
    }
}
