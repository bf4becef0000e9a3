namespace Concurrent.Replay;

/// <summary>A walk over everything between two addresses, gaps included.</summary>
internal readonly record struct MapleScan(ulong First, ulong Last, bool Descending)
{
    public override string ToString() => $"{First:x} to {Last:x}{(Descending ? " descending" : "")}";
}
