using System;
using System.Collections.Generic;
using System.Threading;
using Concurrent;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Keys of which each is the beginning of the next, and others that leave the way at every place. Readers ask for the longest that a text begins with.</summary>
/// <remarks>Of some chains every key comes and goes. On the others one key leaps: the new one is added before the old one is removed, so that never none is there. A key over which a longer one was put is overwritten
/// before it is removed: with that value it was never the longest.</remarks>
internal sealed class LongestScenario : Scenario
{
    private const int Longest = 48;
    private const int Chains = 7;

    /// <summary>From this chain on a single key leaps.</summary>
    private const int FirstLeaping = 3;

    /// <summary>From this chain on nothing leaves the way.</summary>
    private const int FirstLonely = 5;
    private const long Hidden = 2;

    private StressRun run = null!;
    private PrefixTree<long> tree = null!;
    private byte[][] chains = [];
    private StateBoard[] boards = [];
    private StateWatch[][] watches = [];

    /// <summary>Of each leaping key: the number of the last leap begun, and of the last one done, with the place to which it leads.</summary>
    private readonly long[] begun = new long[Chains];
    private readonly long[] done = new long[Chains];

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
            if (chain < FirstLeaping) continue;
            tree[chains[chain].AsSpan(0, 1)] = WordKind.Make(NameOf(chain, 0), 1);
            tree[chains[chain].AsSpan(0, 2)] = WordKind.Make(NameOf(chain, 1), 1);
            begun[chain] = done[chain] = 1;
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
        if (chain >= FirstLeaping)
        {
            if (chain < FirstLonely && worker.Random.OneIn(4)) WriteBeside(worker, chain, worker.Random.Below(Longest));
            else if (chain % run.Options.Writers == worker.Index) Leap(worker, chain);
            return;
        }

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

    private static int PlaceOf(long leap) => (int)(leap % Longest);

    private void Leap(Worker worker, int chain)
    {
        int from = PlaceOf(done[chain]), to = worker.Random.Between(1, Longest - 1);
        if (from == to) return;
        long leap = (((done[chain] / Longest) + 1) * Longest) + to;
        Volatile.Write(ref begun[chain], leap);
        if (!tree.TryAdd(chains[chain].AsSpan(0, to + 1), WordKind.Make(NameOf(chain, to), 1))) run.Fail(worker, $"there is no key of {to + 1} bytes", "there is");
        if (to > from) tree[chains[chain].AsSpan(0, from + 1)] = WordKind.Make(NameOf(chain, from), Hidden);
        tree.Remove(chains[chain].AsSpan(0, from + 1));
        Volatile.Write(ref done[chain], leap);
        worker.Count("leaps");
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
        if (chain >= FirstLeaping)
        {
            ReadLeaping(worker, chain);
            return;
        }

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

    private void ReadLeaping(Worker worker, int chain)
    {
        Span<byte> text = stackalloc byte[Longest + 1];
        chains[chain].CopyTo(text);
        text[Longest] = 255;
        long before = Volatile.Read(ref done[chain]);
        bool isThere = tree.TryGetLongestPrefix(text, out int matched, out long value);
        long after = Volatile.Read(ref begun[chain]);
        worker.Count("leaping reads");
        if (!isThere || matched < 2)
        {
            run.Fail(worker, "a key of more than one byte is always there", $"{matched} bytes");
            return;
        }

        if (WordKind.Open(NameOf(chain, matched - 1), value) == Hidden) run.Fail(worker, $"the key of {matched} bytes is not the longest with a value that it got below a longer one", "it is");
        // With one leap at the most meanwhile, the longest was the one before or the one after.
        if ((after / Longest) - (before / Longest) <= 1 && matched - 1 != PlaceOf(before) && matched - 1 != PlaceOf(after)) run.Fail(worker, $"the longest has {PlaceOf(before) + 1} or {PlaceOf(after) + 1} bytes", $"{matched}");
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
            if (chain >= FirstLeaping && !tree.ContainsKey(chains[chain].AsSpan(0, PlaceOf(done[chain]) + 1))) run.Fail(null, $"in the end chain {chain} has a key of {PlaceOf(done[chain]) + 1} bytes", "none");
            for (int i = 0; i < Longest && chain < FirstLeaping; i++)
            {
                if (tree.ContainsKey(chains[chain].AsSpan(0, i + 1)) != boards[chain].IsPresent(i)) run.Fail(null, $"in the end chain {chain} has a key of {i + 1} bytes: {boards[chain].IsPresent(i)}", "otherwise");
            }
        }
    }
}
