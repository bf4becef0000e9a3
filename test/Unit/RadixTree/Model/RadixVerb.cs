namespace Concurrent.Unit.Radix;

/// <summary>What one step of a scenario does.</summary>
internal enum RadixVerb
{
    TryAdd,
    Add,
    Set,
    Store,
    /// <summary>Stores over the whole entry that holds First, or over First alone.</summary>
    StoreExactly,
    StoreRange,
    /// <summary>Stores over an aligned power of two around First; Number is the power.</summary>
    StoreAligned,
    TryUpdate,
    TryUpdateMatching,
    TryUpdateOther,
    CompareExchange,
    CompareExchangeOther,
    GetOrAdd,
    GetOrAddMade,
    AddOrUpdate,
    TryRemove,
    Remove,
    RemovePair,
    RemoveOtherPair,
    RemoveRange,
    /// <summary>Stores every index from First to Last by itself.</summary>
    Fill,
    /// <summary>The same from above.</summary>
    FillDown,
    /// <summary>Removes every second index from First to Last.</summary>
    Thin,
    /// <summary>Removes all indices from First to Last, one by one.</summary>
    Empty,
    SetTag,
    ClearTag,
    /// <summary>Sets a tag on all indices from First to Last.</summary>
    TagRun,
    /// <summary>Clears a tag on all indices from First to Last.</summary>
    UntagRun,
    /// <summary>Retags from First to Last, Number entries a call.</summary>
    Retag,
    Clear,
    Drain,
    TakeAll,
    Load,
    /// <summary>Tries to load what does not ascend.</summary>
    LoadUnsorted,
    AddRange,
    Clone,
    /// <summary>Removes within a loop over the tree every second entry from First on.</summary>
    LoopRemove,
    /// <summary>Replaces, tags and untags through a slot handle.</summary>
    Slot,
    /// <summary>Walks a cursor from First up and back.</summary>
    Walk,
    Snapshot,
    /// <summary>Reads between First and Last in every way.</summary>
    Window,
    /// <summary>Asks everything about First.</summary>
    Near,
    /// <summary>Passes bad arguments, which must change nothing.</summary>
    Misuse,
    /// <summary>Does the inner steps in a batch and commits it.</summary>
    Commit,
    /// <summary>Does the inner steps in a batch and discards it.</summary>
    Discard,
}
