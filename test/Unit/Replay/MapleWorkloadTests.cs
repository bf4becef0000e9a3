using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Replay;
using Xunit;

namespace Concurrent.Unit.Replay;

/// <summary>
/// The positive control of the maple mode: something is wrong in one of the maps, and the readers, the snapshot check and the final check say so.
/// </summary>
public sealed class MapleWorkloadTests : IDisposable
{
    private readonly WorkloadRig<MapleWorkload> _rig = new((clock, log) => new MapleWorkload(Recording(), Routes(), clock, log));

    private MapleScript Script => _rig.Workload.Script;

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Right_maps_are_never_reported()
    {
        for (long steps = 50; steps < (2 * Script.Length) + 300; steps += 1 + (steps % Script.Length > Script.SecondRoundEnd ? 3_000 : 50))
        {
            _rig.ApplyUntil(steps);
            _rig.Workload.OfferSnapshot(steps);
            _rig.Read(300);
        }

        Assert.Equal(0, _rig.Log.Count);
        Assert.True(_rig.Tally.Lookups > 0 && _rig.Tally.Scans > 0 && _rig.Tally.Snapshots > 0);
    }

    [Fact]
    public void A_lost_mapping_is_found_by_the_readers()
    {
        _rig.ApplyUntil(Script.FirstRoundEnd + 1);
        Assert.True(_rig.Workload.Space.TryRemoveContaining(Script.Final[1].First, out _));
        _rig.Read();
        Assert.True(_rig.Log.Count > 0);
    }

    [Fact]
    public void A_mapping_that_is_a_page_too_long_is_found_by_the_readers()
    {
        _rig.ApplyUntil(Script.FirstRoundEnd + 1);
        RangeEntry<ulong, ulong> before = _rig.Workload.Space.First(r => !_rig.Workload.Space.ContainsKey(r.Last + 1));
        _rig.Workload.Space.StoreRange(before.First, before.Last + 0x1000, before.Value);
        _rig.Read();
        Assert.True(_rig.Log.Count > 0);
    }

    [Fact]
    public void A_mapping_of_the_round_before_is_found_by_the_readers()
    {
        _rig.ApplyUntil(Script.SecondRoundEnd + 1);
        RangeEntry<ulong, ulong> now = _rig.Workload.Space.First();
        _rig.Workload.Space.StoreRange(now.First, now.Last, Mapping.Of(Mapping.KindOf(now.Value), Mapping.StepOf(now.Value) - Script.EmptyingEnd));
        _rig.Read();
        Assert.True(_rig.Log.Count > 0);
    }

    [Fact]
    public void A_route_that_is_lost_or_moved_is_found_by_the_readers()
    {
        _rig.ApplyUntil(10);
        _rig.Workload.Table.RemoveRange(Script.Routes[5].First, Script.Routes[5].First);
        _rig.Read();
        Assert.True(_rig.Log.Count > 0);
    }

    [Fact]
    public void A_write_that_was_not_applied_is_found_by_the_readers()
    {
        _rig.ApplyUntil(3);
        _rig.Skip(); // says that it did, and does not
        _rig.Read();
        Assert.True(_rig.Log.Count > 0);
    }

    [Fact]
    public void A_gap_that_is_not_the_one_that_the_kernel_chose_is_reported()
    {
        int step = Enumerable.Range(0, Script.FirstRoundEnd).Last(i => Script[i].Verb == MapleVerb.Allocate);
        _rig.ApplyUntil(step);
        _rig.Workload.Space.StoreRange(Script[step].First, Script[step].First, 1);
        _rig.ApplyUntil(step + 1);
        Assert.Contains(_rig.Log.First(), m => m.What.StartsWith("TryAllocateHighest(", StringComparison.Ordinal));
    }

    [Fact]
    public void A_snapshot_is_verified_against_its_own_state_and_one_that_differs_is_found()
    {
        _rig.ApplyUntil(30);
        _rig.Workload.OfferSnapshot(30);
        _rig.ApplyUntil(Script.FirstRoundEnd + 1);
        _rig.Reader.VerifyPendingSnapshot();
        Assert.Equal((1, 0), (_rig.Tally.Snapshots, _rig.Log.Count));

        _rig.Workload.Table.Store(uint.MaxValue, 1);
        _rig.Workload.OfferSnapshot(Script.FirstRoundEnd + 1);
        long before = _rig.Log.Count;
        _rig.Reader.VerifyPendingSnapshot();
        Assert.True(_rig.Log.Count > before);
    }

    [Fact]
    public void A_wrong_final_map_is_found_in_the_map_and_in_its_snapshot()
    {
        _rig.ApplyUntil(Script.FirstRoundEnd + 1);
        _rig.Workload.CheckRound(Script.FirstRoundEnd + 1);
        Assert.Equal(0, _rig.Log.Count);
        Assert.True(_rig.Workload.Space.TryRemoveContaining(Script.Final[0].First, out _));
        _rig.Workload.CheckRound(Script.FirstRoundEnd + 1);
        Assert.True(_rig.Log.Count >= 2);
    }

    [Fact]
    public void A_mapping_where_something_is_mapped_already_is_refused_and_names_the_line()
    {
        var recording = new SpaceRecording("t.trace", [new('M', 0x1000, 0x1fff, 0, 1), new('I', 0x1800, 0x27ff, 0, 2)], null, null);
        var refused = Assert.Throws<InputException>(() => MapleScript.Build(recording, Routes()));
        Assert.Equal(2, refused.Line);
    }

    [Fact]
    public void Bad_lines_are_named()
    {
        using var folder = new ScratchFolder();
        Assert.Equal(1, Refused("X 1000 1fff rw-p 0 0\n"));
        Assert.Equal(1, Refused("A 1000 1fff rw-p 0 0\n"));
        Assert.Equal(2, Refused("M 1000 1fff rw-p 0 0\nM 2000 1fff rw-p 0 0\n"));
        Assert.Equal(1, Refused("M 1000 1fff rwqp 0 0\n"));
        Assert.Equal(1, Refused("M 1000 1fff rw-p 4096 0\n"));
        Assert.Equal(1, Refused("U 1000 1fff - 0 0\n"));
        Assert.Equal(1, Refused("P 1000 1fff rw-p - 0\n"));
        Assert.Equal(1, Refused("M 1000 1fff rw-p 0 0 x\n"));

        int Refused(string text) => Assert.Throws<InputException>(() => SpaceParser.ReadOperations(folder.Write("t.trace", text), out _)).Line;
    }

#if !DEBUG
    [Fact]
    public void Checked_reads_allocate_nothing()
    {
        _rig.ApplyUntil(100);
        Assert.Equal(0, _rig.BytesRead(5000));
        Assert.Equal(0, _rig.Log.Count);
    }
#endif

    /// <summary>Mappings of random pages, changed, unmapped, and placed by the rule that the kernel follows.</summary>
    private static SpaceRecording Recording()
    {
        const int Pages = 64;
        var random = new Random(5);
        var mapped = new bool[Pages];
        var operations = new List<SpaceOperation>();
        for (int line = 1; line <= 300; line++)
        {
            int first = random.Next(Pages), last = Math.Min(Pages - 1, first + random.Next(5));
            char verb = "AMMUPP"[random.Next(6)];
            if (verb == 'A')
            {
                int length = 1 + random.Next(3);
                first = Enumerable.Range(0, Pages - length + 1).LastOrDefault(at => !mapped.AsSpan(at, length).Contains(true), -1);
                if (first < 0) continue;
                last = first + length - 1;
            }

            if (verb != 'P') mapped.AsSpan(first, last - first + 1).Fill(verb != 'U');
            ushort kind = verb == 'U' ? (ushort)0 : Mapping.Kind(random.Next(8), verb == 'P' ? 0 : random.Next(4));
            operations.Add(new SpaceOperation(verb, 0x10000 + ((ulong)first << 12), 0x10fff + ((ulong)last << 12), kind, line));
        }

        return new SpaceRecording("t.trace", operations, 0x10fff + ((ulong)(Pages - 1) << 12), null);
    }

    private static Route[] Routes() => [.. Enumerable.Range(1, 500).Select(i => new Route((uint)i * 1000, (uint)((i * 1000) + (i % 3 == 0 ? 999 : 500)), (ushort)(i + 1000)))];
}
