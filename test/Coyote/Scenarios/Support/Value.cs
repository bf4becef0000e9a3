namespace Exploration.Scenarios;

/// <summary>Every value follows from its key, so a value read in the wrong place shows.</summary>
internal static class Value
{
    internal static long Of(long key) => (key * 1000) + 7;

    /// <summary>A later value of the same key.</summary>
    internal static long Newer(long key) => Of(key) + 1;

    /// <summary>Checks that what was found for a key is a value that was stored under it.</summary>
    internal static void CheckIsOf(long key, long value) =>
        Check.That(value == Of(key) || value == Newer(key), $"the value {value} was never stored under the key {key}");
}
