namespace Concurrent.Unit.Maples;

/// <summary>What one step of a scenario does.</summary>
internal enum RangeVerb
{
    TryAdd,
    TryAddRange,
    Store,
    StoreRange,
    /// <summary>Stores the value that another range may hold already.</summary>
    StoreSame,
    /// <summary>Stores over exactly the range that holds First.</summary>
    StoreExactly,
    TryRemoveContaining,
    RemoveRange,
    /// <summary>Stores single keys side by side from First to Last.</summary>
    Comb,
    /// <summary>Removes every second key from First to Last.</summary>
    Punch,
    Clear,
    Drain,
    TakeAll,
    Load,
    /// <summary>Tries to load what overlaps.</summary>
    LoadOverlapping,
    Clone,
    /// <summary>Removes within a loop over the tree every second range from First on.</summary>
    LoopRemove,
    Allocate,
    AllocateHighest,
    AllocateCyclic,
    Snapshot,
    /// <summary>Reads the window in both directions, with and without gaps.</summary>
    Window,
    /// <summary>Walks a cursor over the window and back.</summary>
    Walk,
    /// <summary>Through a batch's cursor: stores over the window.</summary>
    CursorStore,
    /// <summary>Through a batch's cursor: finds the range or gap at First and steps on, Number times, erasing each second range.</summary>
    CursorErase,
    /// <summary>Through a batch's cursor: finds a gap in the window, from below or from above, and stores there.</summary>
    CursorFill,
    /// <summary>Passes bad arguments, which must change nothing.</summary>
    Misuse,
    /// <summary>Does the inner steps in a batch and commits it.</summary>
    Commit,
    /// <summary>Does the inner steps in a batch and discards it.</summary>
    Discard,
}
