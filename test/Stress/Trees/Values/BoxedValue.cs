using System;

namespace Stress.Trees;

/// <summary>An object per value: a reference, which trees overwrite in place.</summary>
internal sealed class BoxedValue(ulong key, long version) : IEquatable<BoxedValue>
{
    private readonly ulong check = Checksum.Of(key, version);

    internal ulong Key { get; } = key;

    internal long Version { get; } = version;

    internal bool IsSound => check == Checksum.Of(Key, Version);

    public bool Equals(BoxedValue? other) => other is not null && Key == other.Key && Version == other.Version;

    public override bool Equals(object? obj) => Equals(obj as BoxedValue);

    public override int GetHashCode() => HashCode.Combine(Key, Version);

    public override string ToString() => $"an object of key {Key}, version {Version}{(IsSound ? "" : ", with a wrong checksum")}";
}
