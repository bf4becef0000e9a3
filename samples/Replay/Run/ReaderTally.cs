using System.Threading;

namespace Concurrent.Replay;

/// <summary>What one reader did: counters that the progress view reads meanwhile, and latencies for the summary.</summary>
internal sealed class ReaderTally
{
    private long _lookups;
    private long _scans;
    private long _snapshots;

    public long Lookups => Volatile.Read(ref _lookups);

    public long Scans => Volatile.Read(ref _scans);

    /// <summary>Snapshots that were verified whole.</summary>
    public long Snapshots => Volatile.Read(ref _snapshots);

    public LatencyHistogram LookupTicks { get; } = new();

    /// <summary>Set when the reader has ended.</summary>
    public long AllocatedBytes { get; set; }

    public void CountLookup(long ticks)
    {
        Volatile.Write(ref _lookups, _lookups + 1);
        LookupTicks.Record(ticks);
    }

    public void CountScan() => Volatile.Write(ref _scans, _scans + 1);

    public void CountSnapshot() => Volatile.Write(ref _snapshots, _snapshots + 1);
}
