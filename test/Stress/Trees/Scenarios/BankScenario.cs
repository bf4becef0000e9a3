using System;
using System.Collections.Generic;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Batches move money between accounts and raise a number that stands under several keys far apart.</summary>
internal sealed class BankScenario(string area) : TreeScenario(area, "bank")
{
    private StressRun run = null!;
    private long total;

    internal override string Checks => "a batch is seen whole or not at all: sums in snapshots, numbers read one after the other; what was discarded, or ended by an exception, is never seen";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        MakeTree(run);
        var entries = new List<TreeEntry>();
        for (int i = 0; i < BankWork.Accounts; i++) entries.Add(new TreeEntry(Keys.Key(i), BankWork.IsStamp(i) ? 1 : BankWork.Opening));
        Tree.Load(entries);
        total = (BankWork.Accounts - BankWork.Stamps) * BankWork.Opening;
        run.AddWriters(Write);
        run.AddReaders(Read);
    }

    private void Write(Worker worker)
    {
        BankWork.End end = worker.Random.Below(8) switch { 0 => BankWork.End.Discard, 1 when worker.Random.OneIn(8) => BankWork.End.Throw, _ => BankWork.End.Commit };
        var work = new BankWork(worker.Random, Keys, end);
        try
        {
            Tree.Batch(ref work);
            worker.Count(end == BankWork.End.Commit ? "commits" : "discards");
        }
        catch (PlantedException)
        {
            worker.Count("thrown");
        }
    }

    private void Read(Worker worker)
    {
        switch (worker.Random.Below(64))
        {
            case 0: ReadSnapshot(worker); break;
            case < 4: ReadScan(worker); break;
            case < 12: ReadManyStamps(worker); break;
            default: ReadStampsInTurn(worker); break;
        }

        worker.Count("reads");
    }

    private long ReadStamp(Worker worker, int stamp)
    {
        if (Tree.TryGet(Keys.Key(BankWork.StampIndex(stamp)), out long number) && number < BankWork.Forbidden) return number;
        Report(worker, run, $"number {stamp} is there, and from a batch that was committed", $"{number}");
        return 0;
    }

    private void ReadStampsInTurn(Worker worker)
    {
        long newest = 0;
        int from = worker.Random.Below(BankWork.Stamps);
        for (int i = 0; i < BankWork.Stamps; i++)
        {
            int stamp = (from + (i * 3)) % BankWork.Stamps;
            long number = ReadStamp(worker, stamp);
            if (number < newest) Report(worker, run, $"number {stamp} is {newest} at least: another key showed that batch before", $"{number}");
            newest = number;
        }
    }

    private void ReadManyStamps(Worker worker)
    {
        Span<ulong> keys = stackalloc ulong[BankWork.Stamps];
        Span<long> numbers = stackalloc long[BankWork.Stamps];
        Span<bool> found = stackalloc bool[BankWork.Stamps];
        for (int i = 0; i < BankWork.Stamps; i++) keys[i] = Keys.Key(BankWork.StampIndex(i));
        long before = ReadStamp(worker, worker.Random.Below(BankWork.Stamps));
        Tree.GetMany(keys, numbers, found);
        long after = ReadStamp(worker, worker.Random.Below(BankWork.Stamps));
        for (int i = 0; i < BankWork.Stamps; i++)
        {
            if (!found[i] || numbers[i] < before || numbers[i] > after) Report(worker, run, $"number {i}, read among many, is from {before} to {after}", $"{found[i]}, {numbers[i]}");
        }
    }

    private void ReadScan(Worker worker)
    {
        TreeScan scan = TreeScan.Any(worker.Random, Keys.Key(0), Keys.Key(BankWork.Accounts - 1));
        List<TreeEntry> entries = Buffer;
        entries.Clear();
        Tree.Scan(scan, entries);
        Report(worker, run, $"{scan} is in order", scan.FindDisorder(entries));
        foreach (TreeEntry entry in entries)
        {
            if (entry.Version <= 0 || (BankWork.IsStamp(Keys.IndexOf(entry.Key)) ? entry.Version >= BankWork.Forbidden : entry.Version > total))
                Report(worker, run, "only what was committed is seen", $"{entry}");
        }
    }

    private void ReadSnapshot(Worker? worker)
    {
        List<TreeEntry> entries = Buffer;
        entries.Clear();
        Tree.Snapshot().Scan(new TreeScan(ScanWay.Ascending, Keys.Key(0), Keys.Key(BankWork.Accounts - 1)), entries);
        long sum = 0, number = 0;
        int stamps = 0;
        foreach (TreeEntry entry in entries)
        {
            if (!BankWork.IsStamp(Keys.IndexOf(entry.Key)))
            {
                sum += entry.Version;
                continue;
            }

            stamps++;
            if (number != 0 && entry.Version != number) Report(worker, run, $"in a snapshot all numbers are {number}", $"{entry}");
            number = entry.Version;
        }

        if (sum != total || stamps != BankWork.Stamps) Report(worker, run, $"in a snapshot the accounts add up to {total}, beside {BankWork.Stamps} numbers", $"{sum}, {stamps}");
    }

    internal override void Finish(StressRun run)
    {
        base.Finish(run);
        ReadSnapshot(null);
    }
}
