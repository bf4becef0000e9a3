using System;

namespace Concurrent.Bench.Quick;

/// <summary>One side of a contest.</summary>
/// <param name="Name">How the table calls it.</param>
/// <param name="Work">Does that many operations and returns how many of them came out right; fewer stop the run.</param>
internal sealed record Contestant(string Name, Func<int, long> Work)
{
    /// <summary>Takes back what the work did, after each batch and outside its time; null: nothing to take back.</summary>
    public Action? Undo { get; init; }
}
