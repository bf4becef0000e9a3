using System;
using System.Collections.Generic;
using Concurrent;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Writers allocate ranges of a small space, in all ways, and give them back. Each also has a window that it shares with nobody, where it knows which place is to be found.</summary>
internal sealed class GapsScenario : Scenario
{
    private const ulong Shared = 4_000;
    private const ulong Window = 500;
    private const int MostHeld = 60;

    private StressRun run = null!;
    private MapleTree<ulong, long> tree = null!;
    private Claims claims = null!;
    private List<(ulong First, ulong Size)>[] held = [];
    private ulong[] cyclic = [];

    internal override string Name => "maple-gaps";

    internal override string Checks => "no key is given out twice, a place is aligned, in its window and the lowest or highest there is, and is found where there is one";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        TreeShape shape = TreeShape.Of(run);
        tree = new MapleTree<ulong, long>(new MapleTreeOptions<ulong, long>
        {
            NodeCapacity = shape.NodeCapacity,
            TrackGaps = true,
            Pool = new MapleTreePool<ulong, long>(run.NewDomain(), new NodePoolOptions { BagSize = shape.BagSize }),
        });
        int writers = run.Options.Writers;
        claims = new Claims((int)(Shared + (Window * (ulong)writers)));
        held = new List<(ulong First, ulong Size)>[writers];
        for (int i = 0; i < writers; i++) held[i] = [];
        cyclic = new ulong[writers];
        run.AddWriters(Write);
        run.AddReaders(Read);
    }

    private void Write(Worker worker)
    {
        List<(ulong First, ulong Size)> mine = held[worker.Index];
        if (mine.Count >= MostHeld || (mine.Count > 0 && worker.Random.OneIn(2))) Release(worker, mine);
        else Allocate(worker, mine);
    }

    private void Allocate(Worker worker, List<(ulong First, ulong Size)> mine)
    {
        bool isPrivate = worker.Random.OneIn(2);
        ulong windowFirst = isPrivate ? Shared + ((ulong)worker.Index * Window) : 0;
        ulong windowLast = isPrivate ? windowFirst + Window - 1 : Shared - 1;
        ulong size = 1 + (ulong)worker.Random.Below(isPrivate ? 24 : 12);
        ulong alignment = 1UL << worker.Random.Below(4);
        int way = worker.Random.Below(3);
        long value = WordKind.Make(size, worker.Index);
        ulong? known = !isPrivate || way == 2 ? null : way == 0 ? claims.FindLowest(windowFirst, windowLast, size, alignment) : claims.FindHighest(windowFirst, windowLast, size, alignment);
        bool isThere = way switch
        {
            0 => tree.TryAllocate(size, value, out ulong found, windowFirst, windowLast, alignment) && Claim(worker, found, size),
            1 => tree.TryAllocateHighest(size, value, out ulong found, windowFirst, windowLast, alignment) && Claim(worker, found, size),
            _ => tree.TryAllocateCyclic(size, value, ref cyclic[worker.Index], out ulong found, windowFirst, windowLast) && Claim(worker, found, size),
        };
        ulong first = isThere ? mine[^1].First : 0;
        string expected = $"way {way}: {size} keys at a multiple of {alignment}, from {windowFirst} to {windowLast}";
        if (isThere && (first < windowFirst || first + size - 1 > windowLast || (way != 2 && first % alignment != 0))) run.Fail(worker, expected, $"{first}");
        if (isPrivate && way != 2 && (isThere ? first : null) != known) run.Fail(worker, $"{expected}: {(known is { } place ? $"{place}" : "no place")}", isThere ? $"{first}" : "no place");
        // Of the shared space less than half can be taken with so few held, but it may be in pieces; one key is always to be had.
        if (!isThere && !isPrivate && size == 1 && alignment == 1 && MostHeld * 12 * run.Options.Writers < (int)Shared) run.Fail(worker, $"{expected}: there is room", "no place");
        worker.Count(isThere ? "allocations" : "no place");
    }

    private bool Claim(Worker worker, ulong first, ulong size)
    {
        held[worker.Index].Add((first, size));
        for (ulong unit = first; unit < first + size; unit++)
        {
            int other = claims.Take(unit, worker.Index + 1);
            if (other != 0) run.Fail(worker, $"{first} to {first + size - 1} is given out: free", $"{unit} is writer {other}'s");
        }

        return true;
    }

    private void Release(Worker worker, List<(ulong First, ulong Size)> mine)
    {
        int place = worker.Random.Below(mine.Count);
        (ulong first, ulong size) = mine[place];
        mine[place] = mine[^1];
        mine.RemoveAt(mine.Count - 1);
        for (ulong unit = first; unit < first + size; unit++) claims.Release(unit);
        if (worker.Random.OneIn(2))
        {
            ulong inside = first + (worker.Random.Next() % size);
            bool removed = tree.TryRemoveContaining(inside, out RangeEntry<ulong, long> range);
            if (!removed || range.First != first || range.Last != first + size - 1 || range.Value != WordKind.Make(size, worker.Index))
                run.Fail(worker, $"what holds {inside} is {first} to {first + size - 1}, of writer {worker.Index + 1}", $"{range}");
        }
        else if (!tree.RemoveRange(first, first + size - 1))
        {
            run.Fail(worker, $"{first} to {first + size - 1} is given back", "nothing was there");
        }
    }

    private void Read(Worker worker)
    {
        ulong key = worker.Random.Next() % (ulong)claims.Size;
        bool found = tree.TryGetRange(key, out RangeEntry<ulong, long> range);
        if (range.First > key || range.Last < key) run.Fail(worker, $"a range or gap around {key}", $"{range}");
        if (found) WordKind.Open(range.Last - range.First + 1, range.Value); // a value knows how long its range is
        if (worker.Random.OneIn(64)) ReadSnapshot(worker);
        worker.Count("reads");
    }

    private void ReadSnapshot(Worker worker)
    {
        MapleTreeSnapshot<ulong, long> snapshot = tree.Snapshot();
        ulong longest = 0, next = 0;
        foreach (RangeEntry<ulong, long> range in snapshot.EnumerateRange(0, (ulong)claims.Size - 1, gaps: true))
        {
            if (range.First != next && next != 0) run.Fail(worker, $"ranges and gaps of a snapshot follow each other: one begins at {next}", $"{range}");
            next = range.Last + 1;
            if (!range.HasValue) longest = Math.Max(longest, Math.Min(range.Last, (ulong)claims.Size - 1) - range.First + 1);
        }

        // The sizes that the nodes know, against those that are there.
        bool finds = longest > 0 && snapshot.TryFindGap(longest, out _, 0, (ulong)claims.Size - 1);
        bool findsMore = longest < (ulong)claims.Size && snapshot.TryFindGap(longest + 1, out _, 0, (ulong)claims.Size - 1);
        if ((longest > 0 && !finds) || findsMore) run.Fail(worker, $"the longest gap of a snapshot is {longest}, and found", $"{(finds ? "" : "not ")}found, {(findsMore ? "and a longer one" : "and none longer")}");
    }

    internal override void Finish(StressRun run)
    {
        tree.CheckInvariants();
        foreach (List<(ulong First, ulong Size)> mine in held)
        {
            foreach ((ulong first, ulong size) in mine)
            {
                if (!tree.TryGetRange(first, out RangeEntry<ulong, long> range) || range.First != first || range.Last != first + size - 1) run.Fail(null, $"in the end {first} to {first + size - 1} is held", $"{range}");
            }
        }

        for (ulong unit = 0; unit < (ulong)claims.Size; unit++)
        {
            if (tree.ContainsKey(unit) == claims.IsFree(unit)) run.Fail(null, $"in the end {unit} is {(claims.IsFree(unit) ? "free" : "taken")}", "the other");
        }
    }
}
