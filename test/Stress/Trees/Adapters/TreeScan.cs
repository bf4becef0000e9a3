using System;
using System.Collections.Generic;
using System.Threading;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>A range to be read, and how.</summary>
/// <param name="Way">How.</param>
/// <param name="First">The first key.</param>
/// <param name="Last">The last key.</param>
/// <param name="PauseAfter">After so many entries the reader lets others run, in the middle of its walk; 0 for never.</param>
internal readonly record struct TreeScan(ScanWay Way, ulong First, ulong Last, int PauseAfter = 0)
{
    /// <summary>Entries per copy: several leaves, and several copies for a range.</summary>
    internal const int CopySize = 40;

    internal bool Descends => Way == ScanWay.Descending;

    /// <summary>Any way; one in fifty with a pause.</summary>
    internal static TreeScan Any(StressRandom random, ulong first, ulong last) =>
        new((ScanWay)random.Below(4), first, last, random.OneIn(50) ? 1 + random.Below(40) : 0);

    /// <summary>Takes an entry that was found.</summary>
    internal void Take(List<TreeEntry> into, ulong key, long version)
    {
        into.Add(new TreeEntry(key, version));
        if (into.Count != PauseAfter) return;
        for (int i = 0; i < 4; i++) Thread.Yield();
    }

    /// <summary>Says what is wrong with the keys of a finished scan: order, duplicates, or keys outside of the range.</summary>
    internal string? FindDisorder(List<TreeEntry> entries)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            ulong key = entries[i].Key;
            if (key < First || key > Last) return $"key {key} is outside of {First} to {Last}";
            if (i == 0) continue;
            ulong before = entries[i - 1].Key;
            if (Descends ? before <= key : before >= key) return $"key {key} came after {before}, {(Descends ? "descending" : "ascending")}";
        }

        return null;
    }
}
