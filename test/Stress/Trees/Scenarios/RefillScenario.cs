using System;
using System.Collections.Generic;
using System.Linq;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Each writer fills a block of keys and empties it again, in all the ways there are. In half of the runs there is one writer, whose block is the tree. Readers iterate over it meanwhile.</summary>
internal sealed class RefillScenario(string area) : TreeScenario(area, "refill")
{
    private const int Block = 200;

    private StressRun run = null!;
    private GenerationBoard[] boards = [];

    internal override string Checks => "who iterates while the tree is emptied and filled sees no key of a generation that is gone or not begun, and all keys of one that is there throughout";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        MakeTree(run);
        bool isAlone = Shape.BagSize >= 64 || run.Options.Writers == 1;
        boards = new GenerationBoard[isAlone ? 1 : run.Options.Writers];
        for (int i = 0; i < boards.Length; i++) boards[i] = new GenerationBoard();
        if (isAlone) run.AddWorker("writer 1", Write);
        else run.AddWriters(Write);
        run.AddReaders(Read);
    }

    private ulong Key(int block, int place) => Keys.Key((block * Block) + place);

    private void Write(Worker worker)
    {
        GenerationBoard board = boards[worker.Index];
        if (board.Full == board.Empty)
        {
            board.Filling = board.Full + 1;
            Fill(worker, board.Filling);
            board.Full = board.Filling;
            board.Solid++;
            worker.Count("fillings");
            // A full tree stays for a while, so that a reader can find one that does not change.
            if (worker.Random.OneIn(3)) worker.Pause(1);
        }
        else if (boards.Length == 1 && worker.Random.OneIn(2))
        {
            // One generation after the other, and never none.
            board.Emptying = board.Full;
            board.Filling = board.Full + 1;
            Tree.Load([.. Enumerable.Range(0, Block).Select(place => new TreeEntry(Key(0, place), board.Filling))]);
            board.Empty = board.Full;
            board.Full = board.Filling;
            worker.Count("loads over");
        }
        else
        {
            board.Emptying = board.Full;
            board.Solid++;
            Empty(worker, board.Full);
            board.Empty = board.Full;
        }
    }

    private static int[] Order(Worker worker)
    {
        int[] order = [.. Enumerable.Range(0, Block)];
        switch (worker.Random.Below(3))
        {
            case 0: Array.Reverse(order); break;
            case 1:
                for (int i = Block - 1; i > 0; i--)
                {
                    int other = worker.Random.Below(i + 1);
                    (order[i], order[other]) = (order[other], order[i]);
                }

                break;
        }

        return order;
    }

    private void Fill(Worker worker, long generation)
    {
        IEnumerable<TreeEntry> entries = Order(worker).Select(place => new TreeEntry(Key(worker.Index, place), generation));
        bool isAlone = boards.Length == 1;
        switch (worker.Random.Below(isAlone ? 3 : 2))
        {
            case 0:
                var work = new SetWork([.. entries], commits: true);
                Tree.Batch(ref work);
                break;
            case 1:
                foreach (TreeEntry entry in entries)
                {
                    if (!Tree.TryAdd(entry.Key, entry.Version)) Report(worker, run, "a key of an empty block can be added", $"{entry} was there");
                }

                break;
            default: Tree.Load([.. entries.OrderBy(entry => entry.Key)]); break;
        }
    }

    private void Empty(Worker worker, long generation)
    {
        bool isAlone = boards.Length == 1;
        switch (worker.Random.Below(isAlone ? 5 : 2))
        {
            case 0:
                if (!Tree.RemoveRange(Key(worker.Index, 0), Key(worker.Index, Block - 1))) Report(worker, run, "a full block is removed", "nothing was there");
                break;
            case 1:
                foreach (int place in Order(worker)) CheckTaken(worker, Tree.TryRemove(Key(worker.Index, place), out long version), version, generation);
                break;
            case 2: Tree.Clear(); break;
            case 3:
                for (int i = 0; i < Block; i++) CheckTaken(worker, Tree.TryPop(last: worker.Random.OneIn(2), out TreeEntry entry), entry.Version, generation);
                break;
            default:
                List<TreeEntry> all = Buffer;
                all.Clear();
                Tree.TakeAll().Scan(All(worker.Index, (ScanWay)worker.Random.Below(4)), all);
                CheckScan(worker, generation - 1, generation, generation, generation - 1, "what was taken out as a whole is whole", all);
                break;
        }
    }

    private void CheckTaken(Worker worker, bool isTaken, long version, long generation)
    {
        if (!isTaken || version != generation) Report(worker, run, $"a key of generation {generation} is taken out", $"{isTaken}, {version}");
    }

    private TreeScan All(int block, ScanWay way, int pause = 0) => new(way, Key(block, 0), Key(block, Block - 1), pause);

    private void Read(Worker worker)
    {
        int block = worker.Random.Below(boards.Length);
        GenerationBoard board = boards[block];
        if (worker.Random.OneIn(2))
        {
            ReadSolid(worker, block, board);
            return;
        }

        TreeScan scan = All(block, (ScanWay)worker.Random.Below(4), worker.Random.OneIn(20) ? 1 + worker.Random.Below(Block) : 0);
        List<TreeEntry> entries = Buffer;
        entries.Clear();
        long gone = board.Empty, whole = board.Full;
        ITreeReads tree = worker.Random.OneIn(32) ? Tree.Snapshot() : Tree;
        tree.Scan(scan, entries);
        long emptying = board.Emptying, begun = board.Filling;
        if (scan.FindDisorder(entries) is { } disorder) Report(worker, run, $"{scan} is in order", disorder);
        else CheckScan(worker, gone, begun, whole, emptying, $"{scan} shows the generations of its time", entries);
        worker.Count(whole > gone && emptying < whole ? "whole scans" : "scans");
    }

    /// <summary>While a block is whole, each of its keys is found, and a snapshot shows all of one generation.</summary>
    private void ReadSolid(Worker worker, int block, GenerationBoard board)
    {
        int place = worker.Random.Below(Block);
        bool looksWhole = worker.Random.OneIn(16);
        List<TreeEntry> entries = Buffer;
        entries.Clear();
        long before = board.Solid;
        bool found = Tree.TryGet(Key(block, place), out long version);
        if (looksWhole) Tree.Snapshot().Scan(All(block, (ScanWay)worker.Random.Below(4)), entries);
        if (board.Solid != before || before % 2 == 0) return;
        if (!found) Report(worker, run, $"key {place} of block {block}, which is whole throughout, is found", $"{found}, {version}");
        if (looksWhole && (entries.Count != Block || entries.Exists(entry => entry.Version != entries[0].Version))) Report(worker, run, "a snapshot of a block that is whole shows all keys of one generation", $"{entries.Count} keys");
        worker.Count("whole reads");
    }

    /// <param name="worker">Who looks.</param>
    /// <param name="gone">The last generation that was gone before.</param>
    /// <param name="begun">The last one that was begun to be filled in by the end.</param>
    /// <param name="whole">The last one that was whole before.</param>
    /// <param name="emptying">The last one that was begun to be taken out by the end.</param>
    /// <param name="expected">For the report.</param>
    /// <param name="entries">What was found.</param>
    private void CheckScan(Worker worker, long gone, long begun, long whole, long emptying, string expected, List<TreeEntry> entries)
    {
        foreach (TreeEntry entry in entries)
        {
            if (entry.Version > gone && entry.Version <= begun) continue;
            Report(worker, run, $"{expected}: after {gone}, up to {begun}", $"{entry}");
            return;
        }

        if (whole > gone && emptying < whole && entries.Count != Block) Report(worker, run, $"{expected}: all {Block} keys of {whole}, which was there throughout", $"{entries.Count}");
    }
}
