using System.Collections.Generic;
using System.Threading;
using Concurrent;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Ids are given out, one and many, and freed. In half of the runs their re-use waits for a grace period.</summary>
internal sealed class IdsScenario : Scenario
{
    private const int Ids = 6_000;
    private const int MostHeld = 400;

    private StressRun run = null!;
    private RcuDomain domain = null!;
    private IdAllocator ids = null!;
    private IdAllocator<BoxedValue> named = null!;
    private bool delays;
    private Claims claims = null!;
    private Claims namedClaims = null!;

    /// <summary>Of each id: odd while it is given out; raised after it was given out, and before it is freed.</summary>
    private long[] turns = [];
    private long[] namedTurns = [];
    private List<ulong>[] held = [];
    private List<ulong>[] namedHeld = [];

    internal override string Name => "radix-ids";

    internal override string Checks => "no id is given out twice; one with delayed re-use not again while a section is open in which it was seen; the lowest is the lowest; a name is that of its id";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        TreeShape shape = TreeShape.Of(run);
        delays = shape.Keys.Kind != 1;
        domain = run.NewDomain();
        var options = new NodePoolOptions { BagSize = shape.BagSize };
        ids = new IdAllocator(new IdAllocatorOptions { Last = Ids - 1, DelayReuse = delays, Pool = new RadixTreePool<ulong>(domain, options) });
        named = new IdAllocator<BoxedValue>(new IdAllocatorOptions<BoxedValue>
        {
            Last = Ids - 1, DelayReuse = delays, Pool = new RadixTreePool<ulong>(domain, options), ValuePool = new RadixTreePool<BoxedValue>(domain, options),
        });
        (claims, namedClaims) = (new Claims(Ids), new Claims(Ids));
        (turns, namedTurns) = (new long[Ids], new long[Ids]);
        int writers = run.Options.Writers;
        (held, namedHeld) = (new List<ulong>[writers], new List<ulong>[writers]);
        for (int i = 0; i < writers; i++) (held[i], namedHeld[i]) = ([], []);
        run.AddWriters(Write);
        run.AddReaders(Read);
    }

    private void Write(Worker worker)
    {
        bool isNamed = worker.Random.OneIn(3);
        List<ulong> mine = (isNamed ? namedHeld : held)[worker.Index];
        if (mine.Count >= MostHeld || (mine.Count > 0 && worker.Random.OneIn(2)))
        {
            Free(worker, mine, isNamed);
        }
        else if (isNamed)
        {
            AllocateNamed(worker, mine);
        }
        else
        {
            Allocate(worker, mine);
        }

        worker.Count("writes");
    }

    private void Allocate(Worker worker, List<ulong> mine)
    {
        ulong id;
        ulong first = (ulong)worker.Random.Below(Ids);
        // Known only to one who alone takes and frees.
        bool knows = run.Options.Writers == 1 && !delays;
        int way = worker.Random.Below(5);
        ulong count = way == 3 ? 1 + (ulong)worker.Random.Below(90) : 1;
        ulong? lowest = knows && way is 0 or 3 ? claims.FindLowest(0, Ids - 1, count, 1) : null;
        bool isThere = way switch
        {
            0 => ids.TryAllocate(out id),
            1 => ids.TryAllocateCyclic(out id, out _),
            2 => ids.TryAllocate(first, out id),
            3 => ids.TryAllocateRange(count, out id),
            _ => ids.TryTake(id = first),
        };
        if (isThere)
        {
            if (way == 2 && id < first) run.Fail(worker, $"an id from {first} on", $"{id}");
            if (lowest is { } known && known != id) run.Fail(worker, $"{count} ids from {known} on, the lowest that are free", $"{id}");
            for (ulong i = id; i < id + count; i++) Claim(worker, i, claims, turns, mine);
        }
        else if (!delays && way < 2 && MostHeld * run.Options.Writers * 2 < Ids)
        {
            run.Fail(worker, "an id: most of them are free", "none");
        }
    }

    private void AllocateNamed(Worker worker, List<ulong> mine)
    {
        if (!named.TryReserve(out ulong id)) return;
        Claim(worker, id, namedClaims, namedTurns, mine);
        if (named.TryGetValue(id, out BoxedValue? early)) run.Fail(worker, $"id {id}, reserved, has no name yet", $"{early}");
        named.Publish(id, BoxedKind.Make(id, Volatile.Read(ref namedTurns[id])));
    }

    private void Claim(Worker worker, ulong id, Claims all, long[] turnsOf, List<ulong> mine)
    {
        int other = all.Take(id, worker.Index + 1);
        if (other != 0) run.Fail(worker, $"id {id}, which was given out, is free", other < 0 ? "it is out of bounds" : $"writer {other} has it");
        if (other < 0) return;
        Volatile.Write(ref turnsOf[id], turnsOf[id] + 1);
        mine.Add(id);
    }

    private void Free(Worker worker, List<ulong> mine, bool isNamed)
    {
        int place = worker.Random.Below(mine.Count);
        ulong id = mine[place];
        mine[place] = mine[^1];
        mine.RemoveAt(mine.Count - 1);
        long[] turnsOf = isNamed ? namedTurns : turns;
        long turn = turnsOf[id];
        Volatile.Write(ref turnsOf[id], turn + 1);
        (isNamed ? namedClaims : claims).Release(id);
        if (!isNamed) ids.Free(id);
        else if (!named.TryFree(id, out BoxedValue? value) || BoxedKind.Open(id, value) != turn) run.Fail(worker, $"id {id} is freed, with its name of turn {turn}", $"{value}");
    }

    private void Read(Worker worker)
    {
        ulong id = (ulong)worker.Random.Below(Ids / 4);
        using ReadSection section = domain.EnterRead();
        long before = Volatile.Read(ref turns[id]);
        long namedBefore = Volatile.Read(ref namedTurns[id]);
        bool isAllocated = ids.IsAllocated(id);
        bool hasName = named.TryGetValue(id, out BoxedValue? name);
        if (worker.Random.OneIn(40)) Thread.Yield();
        else Thread.SpinWait(worker.Random.Below(200));
        long after = Volatile.Read(ref turns[id]);
        long namedAfter = Volatile.Read(ref namedTurns[id]);
        if (before == after && IsOut(before) && !isAllocated) run.Fail(worker, $"id {id}, given out throughout, is allocated", "it is not");
        if (hasName) CheckName(worker, id, BoxedKind.Open(id, name!), namedBefore, namedAfter);
        worker.Count("reads");
        if (!delays) return;
        // What was out when the section had begun was freed in the section if at all, so it cannot be out again before the section ends.
        if ((IsOut(before) && after >= before + 2) || (IsOut(namedBefore) && namedAfter >= namedBefore + 2))
            run.Fail(worker, $"id {id} is not given out again before the section ends in which it was seen", $"turns {before} to {after}, {namedBefore} to {namedAfter}");
    }

    private void CheckName(Worker worker, ulong id, long turn, long before, long after)
    {
        // An even turn says that the id is being freed, or has been.
        long oldest = IsOut(before) ? before : before - 1;
        if (turn < oldest || turn > after || !IsOut(turn)) run.Fail(worker, $"the name of id {id} is of turn {oldest} to {after}", $"{turn}");
    }

    private static bool IsOut(long turn) => (turn & 1) != 0;

    internal override void Finish(StressRun run)
    {
        ids.CheckInvariants();
        named.CheckInvariants();
        for (ulong id = 0; id < Ids; id++)
        {
            if (ids.IsAllocated(id) == claims.IsFree(id) || named.IsAllocated(id) == namedClaims.IsFree(id)) run.Fail(null, $"in the end id {id} is {(claims.IsFree(id) ? "free" : "given out")}, and by name {(namedClaims.IsFree(id) ? "free" : "given out")}", "otherwise");
        }
    }
}
