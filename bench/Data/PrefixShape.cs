namespace Concurrent.Bench.Data;

/// <summary>What the keys of a prefix tree are.</summary>
internal enum PrefixShape
{
    /// <summary>English words.</summary>
    Words,

    /// <summary>Paths of 3 to 8 segments.</summary>
    Paths,

    /// <summary>Eight random bytes.</summary>
    RandomBytes,
}
