using System.Collections.Generic;
using System.Threading;

namespace Concurrent.Replay;

/// <summary>Counts every wrong answer and keeps the first few. Any thread may report.</summary>
internal sealed class MismatchLog
{
    private const int Kept = 10;

    private readonly Lock _lock = new();
    private readonly List<Mismatch> _first = [];
    private long _count;

    public long Count => Volatile.Read(ref _count);

    /// <summary>Reports a mismatch; null, the usual answer of a check, is none.</summary>
    public void Report(Mismatch? mismatch)
    {
        if (mismatch is null)
        {
            return;
        }

        lock (_lock)
        {
            _count++;
            if (_first.Count < Kept)
            {
                _first.Add(mismatch);
            }
        }
    }

    public IReadOnlyList<Mismatch> First()
    {
        lock (_lock)
        {
            return [.. _first];
        }
    }
}
