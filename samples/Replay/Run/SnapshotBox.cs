using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace Concurrent.Replay;

/// <summary>Hands one snapshot at a time from the writer to whichever reader comes first, without an allocation of its own.</summary>
internal sealed class SnapshotBox<TSnapshot>
    where TSnapshot : class
{
    private const int Empty = 0;
    private const int Full = 1;
    private const int Taken = 2;

    private int _status;
    private long _state;
    private TSnapshot? _snapshot;

    public bool IsEmpty => Volatile.Read(ref _status) == Empty;

    /// <summary>Writer only, and only while the box is empty.</summary>
    public void Put(TSnapshot snapshot, long state)
    {
        _snapshot = snapshot;
        _state = state;
        Volatile.Write(ref _status, Full); // release: after both fields. Pairs with the exchange in TryTake.
    }

    /// <summary>Takes the snapshot for the calling reader, which calls <see cref="Release"/> when it is done.</summary>
    public bool TryTake([NotNullWhen(true)] out TSnapshot? snapshot, out long state)
    {
        // Looks before it exchanges: readers ask all the time, and must not fight for the line.
        bool taken = Volatile.Read(ref _status) == Full && Interlocked.CompareExchange(ref _status, Taken, Full) == Full;
        snapshot = taken ? _snapshot! : null;
        state = taken ? _state : 0;
        return taken;
    }

    public void Release()
    {
        _snapshot = null;
        Volatile.Write(ref _status, Empty); // release: after the last use. Pairs with IsEmpty before the next Put.
    }
}
