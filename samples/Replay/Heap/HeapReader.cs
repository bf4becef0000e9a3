using System.Collections.Generic;

namespace Concurrent.Replay;

/// <summary>One reader of the heap workload: floor lookups, now and then a scan, and any snapshot that waits to be verified.</summary>
internal sealed class HeapReader(
    BlockHistory history,
    HeapChecker checker,
    BPlusTree<ulong, Block> tree,
    SnapshotBox<BPlusTreeSnapshot<ulong, Block>> box,
    StepClock clock,
    MismatchLog log,
    ReaderTally tally,
    ulong seed) : WorkloadReader<BPlusTreeSnapshot<ulong, Block>>(box, clock, log, tally, seed)
{
    private readonly ScanBuffer _seen = new(history.KeyCount + 1);
    private readonly StateComparison _comparison = new(history, checker);
    private AddressPicker _picker = new(history, clock, seed);

    protected override void Verify(BPlusTreeSnapshot<ulong, Block> snapshot, long state)
    {
        _comparison.Start("a snapshot", state, null, snapshot.Count);
        foreach (KeyValuePair<ulong, Block> entry in snapshot)
        {
            if (!_comparison.Accept(entry.Key, entry.Value))
            {
                break;
            }
        }

        _comparison.Finish();
        Report(_comparison.Result);

        // The snapshot stands still, so a lookup in it may see one state only, however long ago that was.
        var window = new StateWindow(state, state);
        for (int i = 0; i < LookupsPerSnapshot; i++)
        {
            ulong address = _picker.PickAddress(out int floorIndex);
            bool found = snapshot.TryGetFloor(address, out ulong key, out Block block);
            Report(checker.CheckFloor(address, floorIndex, found, key, block, window));
        }
    }

    protected override void Lookup()
    {
        ulong address = _picker.PickAddress(out int floorIndex);
        ReadStart start = BeginRead();
        bool found = tree.TryGetFloor(address, out ulong key, out Block block);
        Report(checker.CheckFloor(address, floorIndex, found, key, block, EndLookup(start)));
    }

    protected override void Scan()
    {
        ScanRequest request = _picker.PickScan();
        _seen.Reset();
        ReadStart start = BeginRead();
        Collect(request);
        Report(checker.CheckScan(request, _seen, EndScan(start)));
    }

    /// <summary>
    /// Walks what was asked for. A walk that fills the buffer stops there: it saw more entries than there are addresses, so some are
    /// out of order and the check will say so.
    /// </summary>
    private void Collect(in ScanRequest request)
    {
        KeyRange<ulong> range = KeyRange<ulong>.Between(request.Lower, request.LowerInclusive, request.Upper, request.UpperInclusive);
        if (request == ScanRequest.All)
        {
            foreach (KeyValuePair<ulong, Block> entry in tree)
            {
                if (!_seen.TryAppend(entry.Key, entry.Value))
                {
                    break;
                }
            }
        }
        else if (request.Descending)
        {
            foreach (KeyValuePair<ulong, Block> entry in tree.EnumerateDescending(range))
            {
                if (!_seen.TryAppend(entry.Key, entry.Value))
                {
                    break;
                }
            }
        }
        else
        {
            foreach (KeyValuePair<ulong, Block> entry in tree.EnumerateRange(range))
            {
                if (!_seen.TryAppend(entry.Key, entry.Value))
                {
                    break;
                }
            }
        }
    }
}
