namespace Concurrent.Replay;

/// <summary>One recorded operation.</summary>
/// <param name="Address">The address of the block.</param>
/// <param name="Size">Its size when it was allocated here, 0 when it was freed here.</param>
/// <param name="Line">The line of the recording.</param>
internal readonly record struct HeapOperation(ulong Address, ulong Size, int Line)
{
    public bool IsAllocation => Size != 0;
}
