using System;
using Concurrent.Replay;
using Xunit;

namespace Concurrent.Unit.Replay;

/// <summary>
/// The positive control of the whole job: something is wrong in the map, and the readers, the snapshot check and the final check say so.
/// </summary>
public sealed class HeapWorkloadTests : IDisposable
{
    private const int Reads = 20_000;

    private readonly StepClock _clock = new();
    private readonly MismatchLog _log = new();
    private readonly HeapScript _script;
    private readonly HeapWorkload _workload;
    private readonly IWorkloadReader _reader;
    private readonly ReaderTally _tally = new();

    public HeapWorkloadTests()
    {
        HeapRecording recording = RecordedHeaps.Random(21, 301, 40);
        _script = HeapScript.Build(recording);
        _workload = new HeapWorkload(recording, _clock, _log);
        _reader = _workload.CreateReader(_tally, seed: 3);
    }

    public void Dispose() => _workload.Dispose();

    [Fact]
    public void A_right_map_is_never_reported()
    {
        for (long steps = 100; steps < 3 * _script.Length; steps += 100)
        {
            ApplyUntil(steps);
            _workload.OfferSnapshot(steps);
            Read(500);
        }

        Assert.Equal(0, _log.Count);
        Assert.True(_tally.Lookups > 0 && _tally.Scans > 0 && _tally.Snapshots > 0);
    }

    [Fact]
    public void A_lost_block_is_found_by_the_readers()
    {
        ApplyUntil(200);
        Assert.True(_workload.Tree.TryRemove(ALiveKey(), out _));

        Read(Reads);

        Assert.True(_log.Count > 0);
    }

    [Fact]
    public void A_block_too_many_is_found_by_the_readers()
    {
        ApplyUntil(200);
        Assert.True(_workload.Tree.TryAdd(ALiveKey() + 1, new Block(1, 5)));

        Read(Reads);

        Assert.True(_log.Count > 0);
    }

    [Fact]
    public void A_block_of_the_round_before_is_found_by_the_readers()
    {
        ApplyUntil(_script.EmptyingEnd + 200);
        ulong key = ALiveKey();
        Assert.True(_workload.Tree.TryRemove(key, out Block block));
        Assert.True(_workload.Tree.TryAdd(key, block with { Step = block.Step - _script.EmptyingEnd }));

        Read(Reads);

        Assert.True(_log.Count > 0);
    }

    [Fact]
    public void A_write_that_was_not_applied_is_found_by_the_readers()
    {
        ApplyUntil(200);
        _clock.Begin(200); // says that it did, and does not
        _clock.End(200);

        Read(Reads);

        Assert.True(_log.Count > 0);
    }

    [Fact]
    public void A_write_that_finds_another_map_than_it_left_is_reported()
    {
        ApplyUntil(200);
        _workload.Tree.Clear();
        ApplyUntil(_script.FirstRoundEnd);

        Assert.Contains(_log.First(), m => m.What.StartsWith("TryRemove(", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_snapshot_that_differs_from_its_state_is_found(bool tooMany)
    {
        ApplyUntil(200);
        ulong key = ALiveKey();
        Assert.True(tooMany ? _workload.Tree.TryAdd(key + 1, new Block(1, 5)) : _workload.Tree.TryRemove(key, out _));
        _workload.OfferSnapshot(200);
        long before = _log.Count;

        _reader.VerifyPendingSnapshot();

        Assert.Equal(1, _tally.Snapshots);
        Assert.True(_log.Count > before);
    }

    [Fact]
    public void A_snapshot_is_verified_against_the_state_in_which_it_was_taken_however_far_the_map_has_moved_on()
    {
        ApplyUntil(100);
        _workload.OfferSnapshot(100);
        ApplyUntil(_script.FirstRoundEnd + 1);

        _reader.VerifyPendingSnapshot();

        Assert.Equal(1, _tally.Snapshots);
        Assert.Equal(0, _log.Count);
    }

    [Fact]
    public void A_wrong_final_map_is_found_in_the_map_and_in_its_snapshot()
    {
        ApplyUntil(_script.FirstRoundEnd + 1);
        _workload.CheckRound(_script.FirstRoundEnd + 1);
        Assert.Equal(0, _log.Count);

        Assert.True(_workload.Tree.TryRemove(_script.Final[0].Address, out _));
        _workload.CheckRound(_script.FirstRoundEnd + 1);

        Assert.Equal(2, _log.Count);
    }

#if !DEBUG // unoptimised code boxes a key to see whether it is null: the claim is about release builds
    [Fact]
    public void Checked_reads_allocate_nothing()
    {
        ApplyUntil(200);
        Read(5000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(5000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, _log.Count);
    }
#endif

    private void ApplyUntil(long end)
    {
        for (long step = _clock.Applied; step < end; step++)
        {
            _clock.Begin(step);
            _workload.Apply(step);
            _clock.End(step);
        }
    }

    private void Read(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _reader.Step();
        }
    }

    private ulong ALiveKey()
    {
        var history = new BlockHistory(_script);
        return history.Key(history.FirstLive(0, history.KeyCount - 1, _clock.Applied));
    }
}
