using Concurrent.Rcu;

namespace Exploration;

/// <summary>One logical thread's values of the library's thread-statics, which are ordinary statics here (<see cref="Concurrent.ThreadStaticAttribute"/>).</summary>
/// <remarks>A test holds this list against the fields that carry the attribute.</remarks>
internal sealed class LibraryThreadStatics
{
    private ReaderSlot?[]? slots;
    private ReaderSlot? lastSlot;
    private int writerLocksHeld;
    private RcuDomain? reclaimerOf;
    private int knownId;

    internal void Save()
    {
        slots = ReaderThread.Slots;
        lastSlot = ReaderThread.LastSlot;
        writerLocksHeld = ReaderThread.WriterLocksHeld;
        reclaimerOf = ReaderThread.ReclaimerOf;
        knownId = ReaderThread.KnownId;
    }

    internal void Restore()
    {
        ReaderThread.Slots = slots;
        ReaderThread.LastSlot = lastSlot;
        ReaderThread.WriterLocksHeld = writerLocksHeld;
        ReaderThread.ReclaimerOf = reclaimerOf;
        ReaderThread.KnownId = knownId;
    }
}
