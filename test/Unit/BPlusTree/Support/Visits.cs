using System.Collections.Generic;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>The state that the tests hand to <c>ForEach</c> and <c>Drain</c>: collects the entries, checks the ordinals.</summary>
internal sealed class Visits<TKey, TValue>
{
    public List<KeyValuePair<TKey, TValue>> Seen { get; } = [];

    public static void Visit(Visits<TKey, TValue> visits, TKey key, TValue value, long ordinal)
    {
        if (ordinal != visits.Seen.Count) Assert.Fail($"visit {visits.Seen.Count} was given ordinal {ordinal}");
        visits.Seen.Add(new(key, value));
    }

    /// <summary>Checks the count that the visiting member returned.</summary>
    public void Returned(long count) => Assert.Equal(Seen.Count, count);
}
