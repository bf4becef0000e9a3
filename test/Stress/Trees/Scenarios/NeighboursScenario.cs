using System.Threading;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>In each of some zones a single key leaps: the new one is added before the old one is removed, so that the zone is never empty. Readers search for it from both sides.</summary>
/// <remarks>
/// Whatever happens meanwhile, however often: a search through the zone never ends at the keys beyond it, which always stay. A key that has another one above it (below it) in the zone is overwritten before it is removed:
/// with that value it was never the answer of a search from above (from below). So nothing needs to be known of the moment, and a reader that was preempted in the middle of a search proves as much as one that was not.
/// </remarks>
internal sealed class NeighboursScenario(string area) : TreeScenario(area, "neighbours")
{
    private const int Zones = 8;
    private const int ZoneLength = 20;

    /// <summary>The keys of a zone, from here on for <see cref="Room"/>, among which one leaps; the others always stay. The first zone has none before, the last one none behind.</summary>
    private const int FirstInZone = 6;
    private const int Room = 8;
    private const long Plain = 1;
    private const long HadOneAbove = 2;
    private const long HadOneBelow = 3;

    private readonly int[] places = new int[Zones];
    private StressRun run = null!;

    internal override string Checks => "a search for a neighbour, or the first or last entry, finds what was so at one moment: it passes nothing over that came as something else went, nor shows a value of another moment";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        MakeTree(run);
        for (int zone = 0; zone < Zones; zone++)
        {
            for (int place = 0; place < ZoneLength; place++)
            {
                bool isBefore = place < FirstInZone, isBehind = place >= FirstInZone + Room;
                if ((isBefore && zone > 0) || (isBehind && zone < Zones - 1)) Tree.Set(Key(zone, place), Plain);
            }

            places[zone] = FirstInZone;
            Tree.Set(Key(zone, FirstInZone), Plain);
        }

        run.AddWriters(Write);
        run.AddReaders(Read);
    }

    private ulong Key(int zone, int place) => Keys.Key((zone * ZoneLength) + place);

    private void Write(Worker worker)
    {
        int writers = run.Options.Writers;
        int zone = (worker.Random.Below(((Zones - 1) / writers) + 1) * writers) + worker.Index;
        if (zone >= Zones)
        {
            worker.Pause(1);
            return;
        }

        int from = places[zone], to = FirstInZone + worker.Random.Below(Room);
        if (from == to) return;
        if (!Tree.TryAdd(Key(zone, to), Plain)) Report(worker, run, $"nothing is at place {to} of zone {zone}", "something");
        Tree.Set(Key(zone, from), to > from ? HadOneAbove : HadOneBelow);
        if (!Tree.TryRemove(Key(zone, from), out _)) Report(worker, run, $"place {from} of zone {zone} is removed", "nothing was there");
        places[zone] = to;
        worker.Count("leaps");
    }

    private void Read(Worker worker)
    {
        int zone = worker.Random.Below(Zones);
        for (int i = 0; i < 16; i++) ReadZone(worker, zone);
        worker.Count("reads", 16);
    }

    private void ReadZone(Worker worker, int zone)
    {
        bool up = worker.Random.OneIn(2);
        if (zone == 0 && !up && worker.Random.OneIn(2)) Search(worker, zone, Near.First, 0, up: true);
        else if (zone == Zones - 1 && up && worker.Random.OneIn(2)) Search(worker, zone, Near.Last, 0, up: false);
        else if (Tree is IGapReads gaps && worker.Random.OneIn(2)) SearchGap(worker, zone, up, gaps);
        else if (Tree.HasLinearizableNeighbours && worker.Random.OneIn(2)) Search(worker, zone, up ? Near.Ceiling : Near.Floor, up ? FirstInZone : FirstInZone + Room - 1, up);
        else if (up ? zone > 0 : zone < Zones - 1) Search(worker, zone, up ? Near.Higher : Near.Lower, up ? FirstInZone - 1 : FirstInZone + Room, up);
    }

    private void Search(Worker worker, int zone, Near how, int place, bool up)
    {
        if (how is Near.First or Near.Last && !Tree.HasLinearizableNeighbours) return;
        bool isThere = Tree.TryGetNear(how, Key(zone, place), out TreeEntry entry);
        if (!isThere || !IsInZone(zone, entry.Key)) Report(worker, run, $"{how} of place {place} of zone {zone} is in the zone", isThere ? $"{entry}" : "nothing");
        else if (entry.Version == (up ? HadOneBelow : HadOneAbove)) Report(worker, run, $"{how} of place {place} of zone {zone} has a value of the time when it was that", "one that it got behind another key");
    }

    /// <summary>What a gap says about the keys around it.</summary>
    private void SearchGap(Worker worker, int zone, bool up, IGapReads gaps)
    {
        int place = up ? FirstInZone : FirstInZone + Room - 1;
        if (!gaps.TryGetGap(Key(zone, place), out ulong? below, out ulong? above)) return;
        if ((up ? above : below) is not { } found || !IsInZone(zone, found)) Report(worker, run, $"the gap around place {place} of zone {zone} ends in the zone", $"{below} to {above}");
    }

    private bool IsInZone(int zone, ulong key)
    {
        int index = Keys.IndexOf(key);
        return index >= 0 && index / ZoneLength == zone && index % ZoneLength is >= FirstInZone and < FirstInZone + Room;
    }
}
