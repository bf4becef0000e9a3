namespace Exploration;

/// <summary>Who has accessed a cell last, for the race detector.</summary>
internal sealed class CellHistory
{
    internal int Writer { get; set; } = -1;

    internal int WriteTime { get; set; }

    internal string WriterName { get; set; } = "";

    /// <summary>Each thread's own time at its last read.</summary>
    internal VectorClock Reads { get; } = new();
}
