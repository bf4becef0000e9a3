namespace Concurrent;

/// <summary>What a write did.</summary>
/// <param name="stored">Whether anything was stored.</param>
/// <param name="more">How many more ranges hold a value now.</param>
internal readonly struct MapleChange(bool stored, long more)
{
    /// <summary>Whether anything was stored; otherwise all was there as it should be.</summary>
    internal bool Stored { get; } = stored;

    /// <summary>How many more ranges hold a value now; fewer, when negative.</summary>
    internal long More { get; } = more;
}
