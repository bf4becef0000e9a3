using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Replay;
using Xunit;

namespace Concurrent.Unit.Replay;

/// <summary>
/// The positive control of the radix mode: something is wrong in one of the maps, and the readers, the snapshot check and the final check say so.
/// </summary>
public sealed class RadixWorkloadTests : IDisposable
{
    private readonly WorkloadRig<RadixWorkload> _rig = new((clock, log) => new RadixWorkload(Cache(), Descriptors(), clock, log));

    private RadixScript Script => _rig.Workload.Script;

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Right_maps_are_never_reported()
    {
        for (long steps = 40; steps < 3 * Script.Length; steps += 40)
        {
            _rig.ApplyUntil(steps);
            _rig.Workload.OfferSnapshot(steps);
            _rig.Read(200);
        }

        _rig.ApplyUntil((3 * Script.Length) + Script.FirstRoundEnd + 1);
        _rig.Workload.CheckRound(_rig.Clock.Applied);
        Assert.Empty(_rig.Log.First());
        Assert.True(_rig.Tally.Lookups > 0 && _rig.Tally.Scans > 0 && _rig.Tally.Snapshots > 0);
    }

    [Fact]
    public void A_lost_folio_is_found_by_the_readers()
    {
        _rig.ApplyUntil(Script.FirstRoundEnd + 1);
        Assert.True(_rig.Workload.Files[0].TryGetFirst(out ulong index, out _) && _rig.Workload.Files[0].Remove(index));
        _rig.Read();
        Assert.True(_rig.Log.Count > 0);
    }

    [Fact]
    public void A_lost_tag_is_found_by_the_readers()
    {
        _rig.ApplyUntil(Script.FirstRoundEnd + 1);
        Assert.True(_rig.Workload.Files[1].TryGetTagged(RadixWorkload.DirtyTag, 0, ulong.MaxValue, out ulong index, out _));
        Assert.True(_rig.Workload.Files[1].ClearTag(index, RadixWorkload.DirtyTag));
        _rig.Read();
        Assert.Contains(_rig.Log.First(), m => m.What.StartsWith("scan for dirty", StringComparison.Ordinal));
    }

    [Fact]
    public void A_tag_too_many_is_found_by_the_readers_and_by_the_write_back()
    {
        int step = Enumerable.Range(0, Script.FirstRoundEnd).Last(i => Script[i].Verb == RadixVerb.WriteBack && Script[i].Last == ulong.MaxValue);
        _rig.ApplyUntil(step);
        RadixTree<long> file = _rig.Workload.Files[Script[step].File];
        ulong clean = file.Select(entry => entry.Key).First(index => !file.GetTag(index, RadixWorkload.DirtyTag));
        Assert.True(file.SetTag(clean, RadixWorkload.DirtyTag));
        _rig.Read();
        Assert.True(_rig.Log.Count > 0);
        _rig.ApplyUntil(step + 1);
        Assert.Contains(_rig.Log.First(), m => m.What.StartsWith("write-back(", StringComparison.Ordinal) || m.What.StartsWith("scan for dirty", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folio_of_the_round_before_is_found_by_the_readers()
    {
        _rig.ApplyUntil(Script.Length);
        KeyValuePair<ulong, long> now = _rig.Workload.Files[0].First();
        _rig.Workload.Files[0].StoreRange(now.Key, now.Key, now.Value - Script.EmptyingEnd);
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
    public void A_descriptor_that_is_not_the_one_that_the_kernel_chose_is_reported()
    {
        int step = Enumerable.Range(0, Script.FirstRoundEnd).First(i => Script[i].Verb == RadixVerb.Allocate);
        _rig.ApplyUntil(step);
        Assert.True(_rig.Workload.Descriptors.TryTake(Script[step].First, -1));
        _rig.ApplyUntil(step + 1);
        Assert.Contains(_rig.Log.First(), m => m.What.StartsWith("TryAllocate(", StringComparison.Ordinal));
    }

    [Fact]
    public void A_snapshot_is_verified_against_its_own_state_and_one_that_differs_is_found()
    {
        _rig.ApplyUntil(60);
        _rig.Workload.OfferSnapshot(60);
        _rig.ApplyUntil(Script.FirstRoundEnd + 1);
        _rig.Reader.VerifyPendingSnapshot();
        Assert.Equal((1, 0), (_rig.Tally.Snapshots, _rig.Log.Count));

        _rig.Workload.Files[0][1UL << 50] = 1;
        _rig.Workload.OfferSnapshot(Script.FirstRoundEnd + 1);
        _rig.Reader.VerifyPendingSnapshot();
        Assert.True(_rig.Log.Count > 0);
    }

    [Fact]
    public void A_wrong_final_state_is_found_in_the_maps_and_in_their_snapshots()
    {
        _rig.ApplyUntil(Script.FirstRoundEnd + 1);
        _rig.Workload.CheckRound(Script.FirstRoundEnd + 1);
        Assert.Equal(0, _rig.Log.Count);
        Assert.True(_rig.Workload.Descriptors.TryFree(_rig.Workload.Descriptors.First().Key, out _));
        _rig.Workload.CheckRound(Script.FirstRoundEnd + 1);
        Assert.True(_rig.Log.Count >= 2);
    }

    [Fact]
    public void Events_that_cannot_follow_those_before_them_are_refused_and_name_the_line()
    {
        Assert.Equal(2, Refused(new CacheEvent('+', 0, 4, 7, 0, 1), new CacheEvent('+', 0, 6, 6, 0, 2)));
        Assert.Equal(2, Refused(new CacheEvent('+', 0, 4, 7, 0, 1), new CacheEvent('-', 0, 4, 4, 0, 2)));
        Assert.Equal(1, Refused(new CacheEvent('D', 0, 4, 4, 0, 1)));
        Assert.Equal(2, Refused(new CacheEvent('+', 0, 4, 4, 0, 1), new CacheEvent('W', 0, 0, 9, 1, 2)));
        Assert.Equal(2, RefusedDescriptors(null, new DescriptorEvent('A', 0, 0, 1), new DescriptorEvent('S', 0, 0, 2)));
        Assert.Equal(1, RefusedDescriptors(null, new DescriptorEvent('F', 0, 0, 1)));
        Assert.Equal(1, RefusedDescriptors([1], new DescriptorEvent('A', 0, 0, 1)));

        static int Refused(params CacheEvent[] events) =>
            Assert.Throws<InputException>(() => RadixScript.Build(new CacheRecording("t.pc", 1, events), Descriptors())).Line;
        static int RefusedDescriptors(ulong[]? final, params DescriptorEvent[] events) =>
            Assert.Throws<InputException>(() => RadixScript.Build(Cache(), new DescriptorRecording("t.fd", events, final))).Line;
    }

    [Fact]
    public void Bad_lines_are_named()
    {
        using var folder = new ScratchFolder();
        Assert.Equal(1, Refused("X 0 0 0 0\n"));
        Assert.Equal(2, Refused("+ 0 0 0 0\n+ 0 1 1 0\n"));
        Assert.Equal(1, Refused("+ 256 0 0 0\n"));
        Assert.Equal(1, Refused("+ 0 0 21 0\n"));
        Assert.Equal(1, Refused("+ 0 0 0\n"));
        Assert.Equal(1, Refused("D 0 0 0 0\n"));
        Assert.Equal(1, Refused("W 0 5 4 0 0\n"));
        Assert.Equal(1, Refused("W 0 4 5 -1 0\n"));
        Assert.Equal(2, Refused("# nothing\n"));
        Assert.Equal(1, RefusedDescriptors("A\n"));
        Assert.Equal(1, RefusedDescriptors("A 4 5\n"));
        Assert.Equal(1, RefusedDescriptors("A 2147483648\n"));
        Assert.Equal(2, RefusedDescriptors("I 0\nF 0 0\n"));
        Assert.Equal(1, RefusedDescriptors("B 0\n"));

        int Refused(string text) => Assert.Throws<InputException>(() => CacheRecording.Load(folder.Write("t.pc", text))).Line;
        int RefusedDescriptors(string text) => Assert.Throws<InputException>(() => DescriptorRecording.Load(folder.Write("t.fd", text))).Line;
    }

    [Fact]
    public void The_recordings_that_come_with_the_program_are_whole()
    {
        CacheRecording cache = CacheRecording.Load(CacheRecording.BundledPath);
        DescriptorRecording descriptors = DescriptorRecording.Load(DescriptorRecording.BundledPath);
        Assert.Equal((120_731, 3, 1_416), (cache.Events.Count, cache.Files, cache.Events.Count(e => e.Verb == 'W')));
        Assert.Equal((3_156, 10), (descriptors.Events.Count, descriptors.Final!.Count));
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

    /// <summary>Folios of several sizes in two files that come, go, become dirty and are written back.</summary>
    private static CacheRecording Cache()
    {
        var random = new Random(5);
        var there = new SortedDictionary<(int File, ulong First), (ulong Last, bool Dirty)>();
        var events = new List<CacheEvent>();
        for (int line = 1; line <= 600; line++)
        {
            int file = random.Next(2);
            int order = random.Next(4) == 0 ? random.Next(1, 4) : 0;
            ulong first = (ulong)random.Next(150) >> order << order, last = first + (1UL << order) - 1;
            switch (random.Next(8))
            {
                case 0 or 1 or 2 when !there.Any(e => e.Key.File == file && e.Key.First <= last && e.Value.Last >= first):
                    there.Add((file, first), (last, false));
                    events.Add(new CacheEvent('+', file, first, last, 0, line));
                    break;
                case 3 or 4 or 5 when there.Count > 0:
                    var (dirty, was) = there.ElementAt(random.Next(there.Count));
                    there[dirty] = (was.Last, true);
                    events.Add(new CacheEvent('D', dirty.File, dirty.First, dirty.First, 0, line));
                    break;
                case 6 when there.Count > 30:
                    var (gone, value) = there.ElementAt(random.Next(there.Count));
                    there.Remove(gone);
                    events.Add(new CacheEvent('-', gone.File, gone.First, value.Last, 0, line));
                    break;
                case 7 when random.Next(3) == 0:
                    last = random.Next(2) == 0 ? ulong.MaxValue : first + 40;
                    var written = there.Where(e => e.Key.File == file && e.Key.First >= first && e.Key.First <= last && e.Value.Dirty).ToArray();
                    foreach (var (key, (end, _)) in written) there[key] = (end, false);
                    events.Add(new CacheEvent('W', file, first, last, written.Length, line));
                    break;
            }
        }

        return new CacheRecording("t.pc", 2, events);
    }

    private static DescriptorRecording Descriptors()
    {
        var random = new Random(6);
        var used = new SortedSet<ulong>();
        var events = new List<DescriptorEvent>();
        for (int line = 1; line <= 200; line++)
        {
            if (used.Count > 0 && random.Next(5) < 2)
            {
                ulong id = used.ElementAt(random.Next(used.Count));
                used.Remove(id);
                events.Add(new DescriptorEvent('F', id, 0, line));
            }
            else
            {
                ulong from = random.Next(4) == 0 ? (ulong)random.Next(20) : 0, id = from;
                while (!used.Add(id)) id++;
                events.Add(new DescriptorEvent('A', id, from, line));
            }
        }

        return new DescriptorRecording("t.fd", events, [.. used]);
    }
}
