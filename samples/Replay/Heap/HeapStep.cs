namespace Concurrent.Replay;

/// <summary>One step of a <see cref="HeapScript"/>.</summary>
/// <param name="Key">Which address, as an index into <see cref="HeapScript.Keys"/>; -1 for the step that clears the map.</param>
/// <param name="Pair">Of an allocation, the step that ends the block's life; of a free, the step that began it.</param>
/// <param name="Size">The size of the block that is allocated, else 0.</param>
internal readonly record struct HeapStep(int Key, int Pair, ulong Size)
{
    public bool IsAllocation => Size != 0;
}
