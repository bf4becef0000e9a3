namespace Concurrent.Unit.Prefixes;

/// <summary>What one step of a scenario does.</summary>
internal enum PrefixVerb
{
    TryAdd,
    Add,
    Set,
    Store,
    TryUpdate,
    TryUpdateMatching,
    TryUpdateOther,
    CompareExchange,
    GetOrAdd,
    GetOrAddMade,
    AddOrUpdate,
    TryRemove,
    Remove,
    RemoveMatching,
    RemoveOther,
    /// <summary>Removes all keys that begin with the first Number bytes of First, or with First and a byte.</summary>
    RemovePrefix,
    /// <summary>Stores every key from First to Last by itself.</summary>
    Fill,
    /// <summary>The same from above.</summary>
    FillDown,
    /// <summary>Removes every second key from First to Last.</summary>
    Thin,
    /// <summary>Removes all keys from First to Last, one by one.</summary>
    Empty,
    AddRange,
    SetRange,
    Clear,
    Drain,
    TakeAll,
    Load,
    /// <summary>Tries to load what does not ascend.</summary>
    LoadUnsorted,
    Clone,
    /// <summary>Removes within a loop over the tree every second entry from First on.</summary>
    LoopRemove,
    Snapshot,
    /// <summary>Does the inner steps in a batch and commits it.</summary>
    Commit,
    /// <summary>Does the inner steps in a batch and discards it.</summary>
    Discard,
}
