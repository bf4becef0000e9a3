using System;

namespace Concurrent.Replay;

/// <summary>How far a run is; a moment's reading, taken while all threads go on.</summary>
internal readonly record struct RunProgress(
    TimeSpan Elapsed,
    long Rounds,
    long Writes,
    long Lookups,
    long Scans,
    long Snapshots,
    long Mismatches);
