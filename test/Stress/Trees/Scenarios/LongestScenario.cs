using System;
using System.Collections.Generic;
using Concurrent;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Keys of which each is the beginning of the next, and others that leave the way at every place. Readers ask for the longest that a text begins with.</summary>
internal sealed class LongestScenario : Scenario
{
    private const int Longest = 48;
    private const int Chains = 6;

    private StressRun run = null!;
    private PrefixTree<long> tree = null!;
    private byte[][] chains = [];
    private StateBoard[] boards = [];
    private StateWatch[][] watches = [];

    internal override string Name => "prefix-longest";

    internal override string Checks => "the longest prefix of a text is one that was there during the call, and none that was there throughout is longer; of all its prefixes none is missing";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        tree = new PrefixTree<long>(new PrefixTreeOptions<long> { Pool = new PrefixTreePool<long>(run.NewDomain(), new NodePoolOptions { BagSize = TreeShape.Of(run).BagSize }) });
        var random = new StressRandom(StressRandom.Mix(run.Options.Seed, "chains", 0));
        chains = new byte[Chains][];
        boards = new StateBoard[Chains];
        for (int chain = 0; chain < Chains; chain++)
        {
            chains[chain] = new byte[Longest];
            for (int i = 0; i < Longest; i++) chains[chain][i] = (byte)random.Below(128);
            chains[chain][0] = (byte)chain;
            boards[chain] = new StateBoard(Longest);
        }

        run.AddWriters(Write);
        run.AddReaders(Read);
        watches = new StateWatch[run.Workers.Count][];
        for (int i = 0; i < watches.Length; i++) watches[i] = Array.ConvertAll(boards, board => new StateWatch(board));
    }

    private static ulong NameOf(int chain, int length) => ((ulong)chain << 32) | (uint)length;

    private void Write(Worker worker)
    {
        int chain = worker.Random.Below(Chains);
        int index = worker.Random.Below(Longest);
        index = Math.Min(Longest - 1, index - (index % run.Options.Writers) + worker.Index);
        if (worker.Random.OneIn(2) || index % run.Options.Writers != worker.Index)
        {
            WriteBeside(worker, chain, index);
            return;
        }

        ReadOnlySpan<byte> key = chains[chain].AsSpan(0, index + 1);
        bool removes = worker.Random.OneIn(2);
        long number = boards[chain].Start(index, !removes);
        if (removes) tree.Remove(key);
        else tree[key] = WordKind.Make(NameOf(chain, index), number);
        boards[chain].Finish(index);
        worker.Count("writes");
    }

    /// <summary>Keys that leave the chain after some bytes, by bytes that no chain has; they make leaves burst and inner nodes grow.</summary>
    private void WriteBeside(Worker worker, int chain, int index)
    {
        Span<byte> key = stackalloc byte[Longest + 2];
        chains[chain].AsSpan(0, index).CopyTo(key);
        key[index] = (byte)(128 + worker.Random.Below(100));
        key[index + 1] = (byte)worker.Random.Below(256);
        ReadOnlySpan<byte> whole = key[..(index + 1 + worker.Random.Below(2))];
        if (worker.Random.OneIn(2)) tree.TryAdd(whole, -1);
        else tree.Remove(whole);
    }

    private void Read(Worker worker)
    {
        int chain = worker.Random.Below(Chains);
        int length = 1 + worker.Random.Below(Longest);
        Span<byte> text = stackalloc byte[Longest + 2];
        chains[chain].AsSpan(0, length).CopyTo(text);
        text[length] = 255;
        text[length + 1] = 1;
        StateWatch watch = watches[worker.Index][chain];
        watch.Begin(0, length - 1);
        if (worker.Random.OneIn(8)) ReadAll(worker, watch, chain, text[..(length + 2)]);
        else ReadLongest(worker, watch, chain, text[..(length + 2)]);
        worker.Count("reads");
    }

    private void ReadLongest(Worker worker, StateWatch watch, int chain, ReadOnlySpan<byte> text)
    {
        bool isThere = tree.TryGetLongestPrefix(text, out int matched, out long value);
        watch.End();
        int found = isThere ? matched - 1 : -1;
        if (found > watch.Last || (isThere && found < 0))
        {
            run.Fail(worker, $"a prefix of up to {watch.Last + 1} bytes", $"{matched}");
            return;
        }

        if (isThere) Report(worker, chain, watch.FindFaultInPresent(found, WordKind.Open(NameOf(chain, found), value)));
        for (int i = found + 1; i <= watch.Last; i++) Report(worker, chain, watch.FindFaultInAbsent(i));
    }

    private void ReadAll(Worker worker, StateWatch watch, int chain, ReadOnlySpan<byte> text)
    {
        var found = new List<(int Index, long Version)>();
        foreach (PrefixEntry<long> entry in tree.EnumeratePrefixesOf(text))
        {
            int index = entry.Key.Length - 1;
            found.Add((index, WordKind.Open(NameOf(chain, index), entry.Value)));
        }

        watch.End();
        int at = 0;
        for (int i = 0; i <= watch.Last; i++)
        {
            bool isThere = at < found.Count && found[at].Index == i;
            Report(worker, chain, isThere ? watch.FindFaultInPresent(i, found[at].Version) : watch.FindFaultInAbsent(i));
            if (isThere) at++;
        }

        if (at != found.Count) run.Fail(worker, "prefixes come in the order of their lengths, each once", $"{found[at]}");
    }

    private void Report(Worker worker, int chain, string? seen)
    {
        if (seen is not null) run.Fail(worker, $"the prefixes of a text along chain {chain} are those of the time of the call", seen);
    }

    internal override void Finish(StressRun run)
    {
        tree.CheckInvariants();
        for (int chain = 0; chain < Chains; chain++)
        {
            for (int i = 0; i < Longest; i++)
            {
                if (tree.ContainsKey(chains[chain].AsSpan(0, i + 1)) != boards[chain].IsPresent(i)) run.Fail(null, $"in the end chain {chain} has a key of {i + 1} bytes: {boards[chain].IsPresent(i)}", "otherwise");
            }
        }
    }
}
