using System;
using Concurrent.Replay;
using Xunit;

namespace Concurrent.Unit.Replay;

/// <summary>
/// The positive control of the whole job: something is wrong in the map, and the readers, the snapshot check and the final check say so.
/// </summary>
public sealed class HeapWorkloadTests : IDisposable
{
    private readonly HeapScript _script;
    private readonly WorkloadRig<HeapWorkload> _rig;

    public HeapWorkloadTests()
    {
        HeapRecording recording = RecordedHeaps.Random(21, 301, 40);
        _script = HeapScript.Build(recording);
        _rig = new WorkloadRig<HeapWorkload>((clock, log) => new HeapWorkload(recording, clock, log));
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_right_map_is_never_reported()
    {
        for (long steps = 100; steps < 3 * _script.Length; steps += 100)
        {
            _rig.ApplyUntil(steps);
            _rig.Workload.OfferSnapshot(steps);
            _rig.Read(500);
        }

        Assert.Equal(0, _rig.Log.Count);
        Assert.True(_rig.Tally.Lookups > 0 && _rig.Tally.Scans > 0 && _rig.Tally.Snapshots > 0);
    }

    [Fact]
    public void A_lost_block_is_found_by_the_readers()
    {
        _rig.ApplyUntil(200);
        Assert.True(_rig.Workload.Tree.TryRemove(ALiveKey(), out _));

        _rig.Read();

        Assert.True(_rig.Log.Count > 0);
    }

    [Fact]
    public void A_block_too_many_is_found_by_the_readers()
    {
        _rig.ApplyUntil(200);
        Assert.True(_rig.Workload.Tree.TryAdd(ALiveKey() + 1, new Block(1, 5)));

        _rig.Read();

        Assert.True(_rig.Log.Count > 0);
    }

    [Fact]
    public void A_block_of_the_round_before_is_found_by_the_readers()
    {
        _rig.ApplyUntil(_script.EmptyingEnd + 200);
        ulong key = ALiveKey();
        Assert.True(_rig.Workload.Tree.TryRemove(key, out Block block));
        Assert.True(_rig.Workload.Tree.TryAdd(key, block with { Step = block.Step - _script.EmptyingEnd }));

        _rig.Read();

        Assert.True(_rig.Log.Count > 0);
    }

    [Fact]
    public void A_write_that_was_not_applied_is_found_by_the_readers()
    {
        _rig.ApplyUntil(200);
        _rig.Skip(); // says that it did, and does not

        _rig.Read();

        Assert.True(_rig.Log.Count > 0);
    }

    [Fact]
    public void A_write_that_finds_another_map_than_it_left_is_reported()
    {
        _rig.ApplyUntil(200);
        _rig.Workload.Tree.Clear();
        _rig.ApplyUntil(_script.FirstRoundEnd);

        Assert.Contains(_rig.Log.First(), m => m.What.StartsWith("TryRemove(", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_snapshot_that_differs_from_its_state_is_found(bool tooMany)
    {
        _rig.ApplyUntil(200);
        ulong key = ALiveKey();
        Assert.True(tooMany ? _rig.Workload.Tree.TryAdd(key + 1, new Block(1, 5)) : _rig.Workload.Tree.TryRemove(key, out _));
        _rig.Workload.OfferSnapshot(200);
        long before = _rig.Log.Count;

        _rig.Reader.VerifyPendingSnapshot();

        Assert.Equal(1, _rig.Tally.Snapshots);
        Assert.True(_rig.Log.Count > before);
    }

    [Fact]
    public void A_snapshot_is_verified_against_the_state_in_which_it_was_taken_however_far_the_map_has_moved_on()
    {
        _rig.ApplyUntil(100);
        _rig.Workload.OfferSnapshot(100);
        _rig.ApplyUntil(_script.FirstRoundEnd + 1);

        _rig.Reader.VerifyPendingSnapshot();

        Assert.Equal(1, _rig.Tally.Snapshots);
        Assert.Equal(0, _rig.Log.Count);
    }

    [Fact]
    public void A_wrong_final_map_is_found_in_the_map_and_in_its_snapshot()
    {
        _rig.ApplyUntil(_script.FirstRoundEnd + 1);
        _rig.Workload.CheckRound(_script.FirstRoundEnd + 1);
        Assert.Equal(0, _rig.Log.Count);

        Assert.True(_rig.Workload.Tree.TryRemove(_script.Final[0].Address, out _));
        _rig.Workload.CheckRound(_script.FirstRoundEnd + 1);

        Assert.Equal(2, _rig.Log.Count);
    }

#if !DEBUG // unoptimised code boxes a key to see whether it is null: the claim is about release builds
    [Fact]
    public void Checked_reads_allocate_nothing()
    {
        _rig.ApplyUntil(200);
        Assert.Equal(0, _rig.BytesRead(5000));
        Assert.Equal(0, _rig.Log.Count);
    }
#endif

    private ulong ALiveKey()
    {
        var history = new BlockHistory(_script);
        return history.Key(history.FirstLive(0, history.KeyCount - 1, _rig.Clock.Applied));
    }
}
