using System;
using System.Collections.Generic;

namespace Exploration.Linearizability;

/// <summary>The sequential specification: an ordered map as a sorted array that is copied by each change, so that a search can go back to any state.</summary>
internal sealed class MapState : IEquatable<MapState>
{
    private readonly (long Key, long Value)[] entries;

    private MapState((long Key, long Value)[] entries) => this.entries = entries;

    /// <summary>The state that holds <paramref name="entries"/>, which come in any order.</summary>
    internal static MapState Of(IEnumerable<KeyValuePair<long, long>> entries)
    {
        var sorted = new List<(long Key, long Value)>();
        foreach (KeyValuePair<long, long> entry in entries) sorted.Add((entry.Key, entry.Value));
        sorted.Sort(static (left, right) => left.Key.CompareTo(right.Key));
        return new MapState([.. sorted]);
    }

    /// <summary>The state after <paramref name="call"/>; null when the call would have been answered otherwise in this state.</summary>
    internal MapState? After(MapCall call)
    {
        int at = CountBelow(call.Key);
        bool present = at < entries.Length && entries[at].Key == call.Key;
        (MapAnswer answer, MapState after) = call.Verb switch
        {
            MapVerb.TryAdd => present ? (default, this) : (new MapAnswer(true), With(at, call)),
            MapVerb.Set => (new MapAnswer(true), present ? Replaced(at, call) : With(at, call)),
            MapVerb.CompareAndSet => present && entries[at].Value == call.Comparand ? (new MapAnswer(true), Replaced(at, call)) : (default, this),
            MapVerb.TryRemove => present ? (new MapAnswer(true, 0, entries[at].Value), Without(at)) : (default, this),
            MapVerb.TryGet => (present ? new MapAnswer(true, 0, entries[at].Value) : default, this),
            MapVerb.Floor => (EntryAt(present ? at : at - 1), this),
            MapVerb.Ceiling => (EntryAt(at), this),
            MapVerb.First => (EntryAt(0), this),
            MapVerb.Last => (EntryAt(entries.Length - 1), this),
            MapVerb.Lower => (EntryAt(at - 1), this),
            MapVerb.Higher => (EntryAt(present ? at + 1 : at), this),
            MapVerb.RemoveFirst => entries.Length == 0 ? (default, this) : (EntryAt(0), Without(0)),
            MapVerb.RemoveLast => entries.Length == 0 ? (default, this) : (EntryAt(entries.Length - 1), Without(entries.Length - 1)),
            MapVerb.RemoveRange => EndOf(call) == at ? (default, this) : (new MapAnswer(true), new MapState([.. entries[..at], .. entries[EndOf(call)..]])),
            MapVerb.Range => (Contents(entries.AsSpan(at..EndOf(call))), this),
            MapVerb.Gap => (present ? default : GapAt(at), this),
            _ => throw new ArgumentOutOfRangeException(nameof(call), call.Verb, "Not a verb of the map."),
        };
        return answer == call.Answer ? after : null;
    }

    /// <summary>Adds an entry to what tells the entries of a range from others.</summary>
    internal static long Fold(long hash, long key, long value) => HashStep(HashStep(hash, key), value);

    public bool Equals(MapState? other) => other is not null && entries.AsSpan().SequenceEqual(other.entries);

    public override bool Equals(object? obj) => Equals(obj as MapState);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach ((long key, long value) in entries)
        {
            hash.Add(key);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"{{{string.Join(", ", Array.ConvertAll(entries, static entry => $"{entry.Key}: {entry.Value}"))}}}";

    private int CountBelow(long key)
    {
        int below = 0;
        while (below < entries.Length && entries[below].Key < key) below++;
        return below;
    }

    /// <summary>Where the entries of a call's range end.</summary>
    private int EndOf(MapCall call) => CountBelow(call.Comparand + 1);

    private static MapAnswer Contents(ReadOnlySpan<(long Key, long Value)> range)
    {
        long hash = 0;
        foreach ((long key, long value) in range) hash = Fold(hash, key, value);
        return new MapAnswer(!range.IsEmpty, range.Length, hash);
    }

    private MapAnswer GapAt(int at) => new(true, at == 0 ? -1 : entries[at - 1].Key, at == entries.Length ? long.MaxValue : entries[at].Key);

    private static long HashStep(long hash, long word) => unchecked((hash ^ word) * 0x100000001b3) ^ (hash >>> 29);

    private MapAnswer EntryAt(int index) => (uint)index < (uint)entries.Length ? new MapAnswer(true, entries[index].Key, entries[index].Value) : default;

    private MapState With(int at, MapCall call) => new([.. entries[..at], (call.Key, call.Value), .. entries[at..]]);

    private MapState Replaced(int at, MapCall call) => new([.. entries[..at], (call.Key, call.Value), .. entries[(at + 1)..]]);

    private MapState Without(int at) => new([.. entries[..at], .. entries[(at + 1)..]]);
}
