namespace Concurrent.Replay;

/// <summary>What a step of a <see cref="MapleScript"/> does.</summary>
internal enum MapleVerb : byte
{
    /// <summary>Empties the address space.</summary>
    Clear,

    /// <summary>Maps a range in which nothing is.</summary>
    Add,

    /// <summary>Lets the map choose the highest gap, which must be the one that the kernel chose.</summary>
    Allocate,

    /// <summary>Maps a range, whatever is there.</summary>
    Store,

    /// <summary>Unmaps a range of addresses.</summary>
    Remove,

    /// <summary>Changes the access rights of everything that is mapped in a range, in one batch.</summary>
    Protect,

    /// <summary>Unmaps the one mapping that holds an address.</summary>
    RemoveContaining,

    /// <summary>Withdraws a route.</summary>
    Withdraw,

    /// <summary>Announces a route that was withdrawn.</summary>
    Announce,

    /// <summary>Announces one route over several and the gaps between them.</summary>
    Cover,

    /// <summary>Takes such a route back and announces those again that were below it, in one batch.</summary>
    Uncover,
}
