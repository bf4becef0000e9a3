namespace Concurrent;

public sealed partial class MapleTree<TKey, TValue>
{
    /// <summary>A cursor over the ranges, set to the first key: searches and steps in both directions, each linearizable. Dispose it; it holds a read section from its first move.</summary>
    /// <example><code>
    /// using var cursor = map.GetCursor();
    /// cursor.Set(address);
    /// while (cursor.Find(limit)) Console.WriteLine($"{cursor.First} to {cursor.Last}: {cursor.Value}");
    /// </code></example>
    public MapleCursor<TKey, TValue> GetCursor() => new(this);
}
