namespace Exploration;

/// <summary>x86-TSO (Sewell et al., CACM 2010): each thread's stores wait in a first-in first-out buffer that only the thread itself sees.</summary>
internal sealed class TotalStoreOrder : IMemoryModel
{
    public string Name => "tso";

    /// <summary>Stores do not overtake each other.</summary>
    public bool MustDelay(LogicalThread thread) => thread.Buffer.Count != 0;

    public bool MayDelay(LogicalThread thread) => true;
}
