using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Tags of a radix tree, set, cleared, and lost with their entries, while entries come and go around them.</summary>
internal sealed class TagsScenario : Scenario
{
    private const int Count = 600;
    private const int Window = 90;

    /// <summary>Keys far from all others: the hints of the nodes above tell of them alone.</summary>
    private const int Lonely = 6;
    private const int Distance = 1 << 14;

    /// <summary>The tag of the board: "present" there means tagged.</summary>
    private const int SharedTag = 0;

    /// <summary>The writers' own tags begin here, one for each of the first few.</summary>
    private const int OwnTags = 1;
    private const int RetagTo = 7;

    private StressRun run = null!;
    private KeySpace keys;
    private RadixTree<long> tree = null!;
    private StateBoard board = null!;
    private StateWatch[] watches = [];
    private SortedSet<int>[] own = [];

    internal override string Name => "radix-tags";

    internal override string Checks => "who follows tags never misses an entry that is tagged throughout, nor shows one that is not during the call; between writes they are exact";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        TreeShape shape = TreeShape.Of(run);
        keys = shape.Keys;
        tree = new RadixTree<long>(new RadixTreeOptions<long> { TagCount = 8, Pool = new RadixTreePool<long>(run.NewDomain(), new NodePoolOptions { BagSize = shape.BagSize }) });
        board = new StateBoard(Count + Lonely);
        own = new SortedSet<int>[run.Options.Writers];
        for (int i = 0; i < own.Length; i++) own[i] = [];
        for (int i = Count; i < Count + Lonely; i++) tree[KeyOf(i)] = WordKind.Make(KeyOf(i), 1);
        run.AddWriters(Write);
        run.AddReaders(Read);
        watches = new StateWatch[run.Workers.Count];
        for (int i = 0; i < watches.Length; i++) watches[i] = new StateWatch(board);
    }

    private ulong KeyOf(int index) => index < Count ? keys.Key(index) : keys.Key(Count) + ((ulong)(index - Count + 1) * Distance);

    private static bool HasOwnTag(Worker worker) => worker.Index + OwnTags < RetagTo;

    private void Write(Worker worker)
    {
        if (worker.Random.OneIn(2) && worker.Index < Lonely)
        {
            int far = Count + worker.Index;
            ChangeShared(worker, far, KeyOf(far), sets: !board.IsPresent(far));
            return;
        }

        int index = (worker.Random.Below(Count / run.Options.Writers) * run.Options.Writers) + worker.Index;
        ulong key = keys.Key(index);
        switch (worker.Random.Below(10))
        {
            case < 4: ChangeShared(worker, index, key, sets: true); break;
            case < 6: ChangeShared(worker, index, key, sets: false); break;
            case 6: Remove(worker, index, key); break;
            case 7: tree[key] = WordKind.Make(key, worker.Steps); break;
            default: ChangeOwn(worker, index, key); break;
        }

        if (HasOwnTag(worker)) CheckOwn(worker);
        if (own.Length == 1 && worker.Random.OneIn(400)) Retag(worker);
        worker.Count("writes");
    }

    private void ChangeShared(Worker worker, int index, ulong key, bool sets)
    {
        bool isThere = tree.ContainsKey(key); // by nobody else
        board.Start(index, sets && isThere);
        bool answered = sets ? tree.SetTag(key, SharedTag) : tree.ClearTag(key, SharedTag);
        board.Finish(index);
        if (answered != isThere) run.Fail(worker, $"the tag of key {index} is {(isThere ? "changed" : "not changed, as nothing is there")}", $"{answered}");
    }

    private void Remove(Worker worker, int index, ulong key)
    {
        board.Start(index, present: false);
        tree.Remove(key);
        board.Finish(index);
        own[worker.Index].Remove(index);
    }

    private void ChangeOwn(Worker worker, int index, ulong key)
    {
        if (!HasOwnTag(worker)) return;
        SortedSet<int> mine = own[worker.Index];
        int tag = OwnTags + worker.Index;
        if (mine.Count > 3 || !tree.SetTag(key, tag))
        {
            if (mine.Count > 0) index = mine.ElementAt(worker.Random.Below(mine.Count));
            tree.ClearTag(keys.Key(index), tag);
            mine.Remove(index);
        }
        else
        {
            mine.Add(index);
        }
    }

    /// <summary>A tag that only this writer changes: no other writer's change may hide it; where there is no other writer, it is exact.</summary>
    private void CheckOwn(Worker worker)
    {
        SortedSet<int> mine = own[worker.Index];
        int tag = OwnTags + worker.Index;
        bool isAny = tree.IsAnyTagged(tag);
        if (isAny != mine.Count > 0 && (mine.Count > 0 || own.Length == 1)) run.Fail(worker, $"{mine.Count} entries have tag {tag}", isAny ? "some" : "none");
        if (!worker.Random.OneIn(8)) return;
        long count = tree.CountTagged(tag);
        if (count != mine.Count) run.Fail(worker, $"{mine.Count} entries have tag {tag}", $"{count}");
        int from = worker.Random.Below(Count);
        int next = mine.GetViewBetween(from, Count).FirstOrDefault(-1);
        bool found = tree.TryGetTagged(tag, keys.Key(from), ulong.MaxValue, out ulong key, out _);
        if (found != next >= 0 || (found && keys.IndexOf(key) != next)) run.Fail(worker, $"the first key from {from} on with tag {tag} is {next}", found ? $"{keys.IndexOf(key)}" : "none");
    }

    private void Retag(Worker worker)
    {
        int expected = Enumerable.Range(0, Count + Lonely).Count(board.IsPresent);
        long count = tree.RetagRange(0, ulong.MaxValue, SharedTag, RetagTo, long.MaxValue, out _);
        long tagged = tree.CountTagged(RetagTo);
        if (count != expected || tagged != expected) run.Fail(worker, $"{expected} entries get a tag, and have it", $"{count}, {tagged}");
        for (int i = 0; i < Count + Lonely; i++)
        {
            if (tree.GetTag(KeyOf(i), RetagTo) != board.IsPresent(i)) run.Fail(worker, $"key {i} has {(board.IsPresent(i) ? "both tags" : "neither tag")}", "one");
            tree.ClearTag(KeyOf(i), RetagTo);
        }

        if (tree.IsAnyTagged(RetagTo)) run.Fail(worker, $"no entry has tag {RetagTo}", "some");
        worker.Count("retags");
    }

    private void Read(Worker worker)
    {
        StateWatch watch = watches[worker.Index];
        switch (worker.Random.Below(16))
        {
            case > 6: ReadTwice(worker, watch); break;
            case 0: ReadAll(worker, watch); break;
            case 1: ReadNext(worker, watch); break;
            default: ReadOne(worker, watch); break;
        }

        worker.Count("reads");
    }

    private void ReadOne(Worker worker, StateWatch watch)
    {
        int index = worker.Random.Below(Count);
        watch.Begin(index, index);
        bool tagged = tree.GetTag(keys.Key(index), SharedTag);
        watch.End();
        Report(worker, "a tag is as it was during the call", tagged ? watch.FindFaultInSeen(index) : watch.FindFaultInAbsent(index));
    }

    /// <summary>A tag that was seen at its entry is also found by a search, and one that a search did not find any more is not seen at its entry, if it changed once at the most meanwhile.</summary>
    private void ReadTwice(Worker worker, StateWatch watch)
    {
        int index = Count + worker.Random.Below(Math.Min(Lonely, run.Options.Writers));
        ulong key = KeyOf(index);
        bool searchesFirst = worker.Random.OneIn(2);
        watch.Begin(index, index);
        bool first = searchesFirst ? IsFound(key) : tree.GetTag(key, SharedTag);
        bool second = searchesFirst ? tree.GetTag(key, SharedTag) : IsFound(key);
        watch.End();
        Report(worker, $"key {index}, {(searchesFirst ? "searched for, and then looked at" : "looked at, and then searched for")}", watch.FindFaultInTurn(index, first, second));
    }

    private bool IsFound(ulong key) => tree.TryGetTagged(SharedTag, key, key, out _, out _);

    private void ReadNext(Worker worker, StateWatch watch)
    {
        int from = worker.Random.Below(Count);
        watch.Begin(from, Math.Min(Count - 1, from + Window));
        bool isThere = tree.TryGetTagged(SharedTag, keys.Key(from), ulong.MaxValue, out ulong key, out long value);
        watch.End();
        if (isThere) WordKind.Open(key, value);
        int found = isThere && key <= keys.Key(Count - 1) ? keys.IndexOf(key) : Count;
        if (found < from) run.Fail(worker, $"a tagged key from {from} on", $"{found}");
        for (int i = from; i <= Math.Min(watch.Last, found - 1); i++) Report(worker, $"the first tagged key from {from} on, {found}", watch.FindFaultInAbsent(i));
        if (found <= watch.Last) Report(worker, "it is tagged", watch.FindFaultInSeen(found));
    }

    private void ReadAll(Worker worker, StateWatch watch)
    {
        int first = worker.Random.Below(Count);
        int last = Math.Min(Count - 1, first + Window);
        var found = new HashSet<int>();
        watch.Begin(first, last);
        if (worker.Random.OneIn(2))
        {
            foreach ((ulong key, long value) in tree.EnumerateTagged(SharedTag, keys.Key(first), keys.Key(last))) Note(found, key, value);
        }
        else
        {
            Copy(found, keys.Key(first), keys.Key(last));
        }

        watch.End();
        for (int i = first; i <= last; i++)
        {
            bool isFound = found.Remove(i);
            Report(worker, "tagged entries are shown, and no others", isFound ? watch.FindFaultInSeen(i) : watch.FindFaultInAbsent(i));
        }

        if (found.Count > 0) run.Fail(worker, $"tagged keys from {first} to {last}", string.Join(", ", found));
    }

    private void Copy(HashSet<int> found, ulong first, ulong last)
    {
        var indices = new ulong[TreeScan.CopySize];
        var values = new long[TreeScan.CopySize];
        for (bool more = true; more;)
        {
            int count = tree.CopyTagged(SharedTag, first, last, indices, values, out first, out more);
            for (int i = 0; i < count; i++) Note(found, indices[i], values[i]);
        }
    }

    private void Note(HashSet<int> found, ulong key, long value)
    {
        WordKind.Open(key, value);
        found.Add(keys.IndexOf(key));
    }

    private void Report(Worker worker, string expected, string? seen)
    {
        if (seen is not null) run.Fail(worker, expected, $"{seen} ({keys})");
    }

    internal override void Finish(StressRun run)
    {
        tree.CheckInvariants();
        for (int i = 0; i < Count + Lonely; i++)
        {
            if (tree.GetTag(KeyOf(i), SharedTag) != board.IsPresent(i)) run.Fail(null, $"in the end key {i} is {(board.IsPresent(i) ? "tagged" : "not tagged")}", "the other");
        }
    }
}
