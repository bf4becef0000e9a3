using System.Collections.Generic;

namespace Stress.Trees;

/// <summary>A snapshot, with what it must show for ever.</summary>
/// <param name="Frozen">The snapshot.</param>
/// <param name="Owner">The number of the writer who took it.</param>
/// <param name="Model">What this writer's keys held when it did: the version, or 0 for nothing. The other writers' keys were being written, so their entries mean nothing.</param>
internal sealed record KeptSnapshot(ITreeReads Frozen, int Owner, long[] Model)
{
    /// <summary>A hash of all entries, as the writer found them when it looked first.</summary>
    internal ulong Content { get; private set; }

    /// <summary>By the writer, before anybody else sees it.</summary>
    internal void Note(List<TreeEntry> entries) => Content = Hash(entries);

    internal static ulong Hash(List<TreeEntry> entries)
    {
        ulong hash = 0;
        foreach (TreeEntry entry in entries) hash += Checksum.Of(entry.Key, entry.Version);
        return hash;
    }
}
