using System;
using System.Collections.Generic;
using System.Threading;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Each writer has a region that it paints in one colour, by one store over many nodes, and then cuts into pieces of shades of that colour.</summary>
internal sealed class RangesScenario(string area) : Scenario
{
    /// <summary>A version is a generation, the colour, and a shade.</summary>
    private const int Shades = 256;

    /// <summary>Once in so many generations the region is empty.</summary>
    private const int EmptyEvery = 4;

    private readonly ThreadLocal<List<TreePiece>> buffers = new(() => []);
    private StressRun run = null!;
    private TreeShape shape;
    private IRangeTree tree = null!;
    private Turn[] turns = [];

    internal override string Name => $"{area}-ranges";

    internal override string Checks => "a store over a range of many nodes is seen whole or not at all; cutting ranges leaves neither holes nor overlaps, nor anything of an older colour";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        shape = TreeShape.Of(run);
        tree = shape.ValueKind switch
        {
            0 => Create<long, WordKind>(),
            1 => Create<WideValue, WideKind>(),
            _ => Create<BoxedValue, BoxedKind>(),
        };
        turns = new Turn[run.Options.Writers];
        for (int i = 0; i < turns.Length; i++) turns[i] = new Turn();
        run.AddWriters(Write);
        run.AddReaders(Read);
    }

    private IRangeTree Create<TValue, TKind>()
        where TKind : IValueKind<TValue> =>
        area == "maple" ? new MapleRanges<TValue, TKind>(run.NewDomain(), shape) : new RadixRanges<TValue, TKind>(run.NewDomain(), shape);

    private void Report(Worker? worker, string expected, string seen) => run.Fail(worker, expected, $"{seen} ({shape})");

    private void Write(Worker worker)
    {
        int region = worker.Index;
        Turn turn = turns[region];
        if (turn.Done % EmptyEvery == 0 || worker.Random.OneIn(24))
        {
            long generation = turn.Begin();
            if (generation % EmptyEvery == 0) tree.RemoveRange(Regions.First(region), Regions.Last(region));
            else tree.StoreRange(Regions.First(region), Regions.Last(region), generation * Shades);
            turn.End();
            worker.Count("generations");
            return;
        }

        ulong first = Regions.First(region) + worker.Random.Next() % Regions.Length;
        ulong length = worker.Random.OneIn(8) ? worker.Random.Next() % Regions.Length : worker.Random.Next() % 20;
        tree.StoreRange(first, Math.Min(Regions.Last(region), first + length), (turn.Done * Shades) + worker.Random.Below(Shades));
        worker.Count("cuts");
    }

    private void Read(Worker worker)
    {
        int region = worker.Random.Below(turns.Length);
        int choice = worker.Random.Below(40);
        if (choice == 0) ReadSnapshot(worker, region);
        else if (choice < 3) ReadScan(worker, region);
        else ReadPoints(worker, region);
        worker.Count("reads");
    }

    /// <summary>Keys in any order, one after the other: once a colour was seen, no older one is.</summary>
    private void ReadPoints(Worker worker, int region)
    {
        Turn turn = turns[region];
        long newest = turn.Done;
        for (int i = 0; i < 8; i++)
        {
            ulong key = Regions.First(region) + (worker.Random.Next() % Regions.Length);
            bool found = tree.TryGet(key, out long version, out ulong first, out ulong last);
            long begun = turn.Begun;
            if (!found)
            {
                bool wasEmpty = false;
                for (long generation = newest; generation <= Math.Min(begun, newest + EmptyEvery); generation++) wasEmpty |= generation % EmptyEvery == 0;
                if (!wasEmpty) Report(worker, $"key {key} has a colour from {newest} to {begun}", "it had none");
                continue;
            }

            long colour = version / Shades;
            if (colour < newest || colour > begun || colour % EmptyEvery == 0) Report(worker, $"key {key} has a colour from {newest} to {begun}, of which {newest} was seen before", $"{colour}");
            if (first > key || last < key || Regions.Of(first) != (ulong)region || Regions.Of(last) != (ulong)region) Report(worker, $"the range of key {key} is around it", $"{first} to {last}");
            newest = Math.Max(newest, colour);
        }
    }

    private void ReadSnapshot(Worker? worker, int region)
    {
        List<TreePiece> pieces = buffers.Value!;
        pieces.Clear();
        tree.Scan(Regions.First(region), Regions.Last(region), frozen: true, pieces);
        if (pieces.Count == 0) return;
        ulong next = Regions.First(region);
        foreach (TreePiece piece in pieces)
        {
            if (piece.First != next) Report(worker, $"in a snapshot the pieces of a region have neither holes nor overlaps: one begins at {next}", $"{piece}");
            if (piece.Version / Shades != pieces[0].Version / Shades) Report(worker, $"in a snapshot a region has one colour, {pieces[0].Version / Shades}", $"{piece}");
            next = piece.Last + 1;
        }

        if (next != Regions.First(region + 1)) Report(worker, $"in a snapshot a region that is not empty is so up to {Regions.Last(region)}", $"up to {next - 1}");
    }

    private void ReadScan(Worker worker, int region)
    {
        Turn turn = turns[region];
        long done = turn.Done;
        List<TreePiece> pieces = buffers.Value!;
        pieces.Clear();
        tree.Scan(Regions.First(region), Regions.Last(region), frozen: false, pieces);
        long begun = turn.Begun;
        ulong next = Regions.First(region);
        foreach (TreePiece piece in pieces)
        {
            long colour = piece.Version / Shades;
            if (piece.First < next || piece.Last < piece.First || piece.Last > Regions.Last(region)) Report(worker, $"pieces ascend and do not overlap: one begins at {next} or later", $"{piece}");
            if (colour < done || colour > begun) Report(worker, $"a piece has a colour from {done} to {begun}", $"{piece}");
            next = piece.Last + 1;
        }

        // Without a repainting meanwhile, which may be an emptying, every key has its colour throughout.
        if (done != begun || done % EmptyEvery == 0) return;
        ulong covered = 0;
        foreach (TreePiece piece in pieces) covered += piece.Last - piece.First + 1;
        if (covered != Regions.Length) Report(worker, $"all {Regions.Length} keys of a region that was painted throughout are seen", $"{covered}");
    }

    internal override void Finish(StressRun run)
    {
        tree.CheckInvariants();
        for (int region = 0; region < turns.Length; region++) ReadSnapshot(null, region);
    }
}
