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
        Verb.Clear or Verb.Drain or Verb.Snapshot => $"{Verb}",
        Verb.SetRun or Verb.SetRunDown or Verb.RemoveRun or Verb.Merge or Verb.MergeRun or Verb.Range => $"{Verb}({Key}, {Number})",
        _ => $"{Verb}({Key})",
    };
}

/// <summary>A sequence of steps; printed as one line that names each.</summary>
internal sealed class Scenario(Op[] ops)
{
    public Op[] Ops { get; } = ops;

    public override string ToString() => $"{Ops.Length} steps: {string.Join("; ", Ops.Select(op => op.ToString()))}";
}
