namespace Concurrent.Unit.Conformance;

/// <summary>Which members a script is replayed through.</summary>
public enum BTreeWay
{
    /// <summary>The member that the kernel map names for each call.</summary>
    Named,

    /// <summary>Members that decide, pop, load and page; a cursor for every step.</summary>
    Modern,

    /// <summary>A batch of its own for every call.</summary>
    Batches,

    /// <summary>A snapshot of its own for every read.</summary>
    Snapshots,

    /// <summary>What code sees that knows the tree as a dictionary only.</summary>
    Dictionary,
}
