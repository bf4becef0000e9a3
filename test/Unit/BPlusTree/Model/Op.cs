using System.Linq;

namespace Concurrent.Unit.Trees;

/// <summary>What one step of a scenario does.</summary>
internal enum Verb
{
    TryAdd,
    Add,
    Set,
    GetOrAdd,
    GetOrAddMade,
    GetOrAddFrom,
    AddOrUpdate,
    AddOrUpdateMade,
    AddOrUpdateFrom,
    TryUpdate,
    TryUpdateMatching,
    TryUpdateOther,
    TryRemove,
    Remove,
    RemovePair,
    RemoveOtherPair,
    /// <summary>Sets the keys Key, Key + 1, ... (Number of them).</summary>
    SetRun,
    /// <summary>Sets the keys Key, Key - 1, ... (Number of them).</summary>
    SetRunDown,
    /// <summary>Removes the keys Key, Key + 1, ... (Number of them).</summary>
    RemoveRun,
    /// <summary>Removes within a loop over the tree every second entry from Key on.</summary>
    LoopRemove,
    Clear,
    Drain,
    /// <summary>Merges a tree of Number keys that are absent here.</summary>
    Merge,
    /// <summary>Merges a tree of Number keys from Key on, whether present here or not.</summary>
    MergeRun,
    /// <summary>Lets a function decide about Key: Number modulo 3 says keep, set or remove.</summary>
    UpdateOrRemove,
    /// <summary>The same, where an absent key counts too.</summary>
    AddUpdateOrRemove,
    RemoveFirst,
    RemoveLast,
    /// <summary>Removes the first entry if it is at most Key.</summary>
    RemoveFirstUpTo,
    /// <summary>Removes all between Key and Number, bounds in, out or open by Key's lowest bits.</summary>
    RemoveRange,
    /// <summary>Adds Number keys that are absent, by one call, not in order.</summary>
    AddRange,
    /// <summary>Adds the keys Key, Key + 1, ... (Number of them) by one call, whether present or not.</summary>
    AddRangeRun,
    TryAddRangeRun,
    /// <summary>Sets the keys Key, Key + 1, ... (Number of them), and the first ones a second time, by one call.</summary>
    SetRange,
    /// <summary>Replaces everything by the keys Key, Key + 1, ... (Number of them).</summary>
    Load,
    /// <summary>Tries to load keys that do not ascend.</summary>
    LoadUnsorted,
    /// <summary>Goes on with a copy of the tree, after looking whether both hold the same.</summary>
    Clone,
    Snapshot,
    /// <summary>Reads everything around Key.</summary>
    Near,
    /// <summary>Enumerates between Key and Number, both directions, bounds in or out by Key's lowest bits.</summary>
    Range,
    /// <summary>Does the inner steps in a batch and commits it.</summary>
    Commit,
    /// <summary>Does the inner steps in a batch and discards it.</summary>
    Discard,
}

/// <summary>One step of a scenario. Keys are plain integers here; the world of the run makes them keys of its type.</summary>
internal sealed record Op(Verb Verb, int Key = 0, int Number = 0, params Op[] Inner)
{
    public override string ToString() => Verb switch
    {
        Verb.Commit or Verb.Discard => $"{Verb}[{string.Join(", ", Inner.Select(op => op.ToString()))}]",
        Verb.Clear or Verb.Drain or Verb.Snapshot or Verb.Clone or Verb.RemoveFirst or Verb.RemoveLast => $"{Verb}",
        Verb.SetRun or Verb.SetRunDown or Verb.RemoveRun or Verb.Merge or Verb.MergeRun or Verb.Range or Verb.UpdateOrRemove or Verb.AddUpdateOrRemove
            or Verb.RemoveRange or Verb.AddRange or Verb.AddRangeRun or Verb.TryAddRangeRun or Verb.SetRange or Verb.Load => $"{Verb}({Key}, {Number})",
        _ => $"{Verb}({Key})",
    };
}

/// <summary>A sequence of steps; printed as one line that names each.</summary>
internal sealed class Scenario(Op[] ops)
{
    public Op[] Ops { get; } = ops;

    public override string ToString() => $"{Ops.Length} steps: {string.Join("; ", Ops.Select(op => op.ToString()))}";
}
