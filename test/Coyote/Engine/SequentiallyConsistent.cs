namespace Exploration;

/// <summary>Every store is seen by all at once (Lamport 1979).</summary>
internal sealed class SequentiallyConsistent : IMemoryModel
{
    public string Name => "sc";

    public bool MustDelay(LogicalThread thread) => false;

    public bool MayDelay(LogicalThread thread) => false;
}
