using System;
using System.Collections.Generic;
using System.Numerics;

namespace Exploration.Linearizability;

/// <summary>Looks for an order of the calls of a history that explains every answer and puts no call before one that had ended when it began.</summary>
/// <remarks>
/// The search of Wing and Gong ("Testing and verifying concurrent objects", 1993), with what Lowe added ("Testing for linearizability", 2017): the same calls taken,
/// in whatever order, with the same state reached, are not tried a second time. Meant for histories of up to a dozen calls; takes at most 64.
/// </remarks>
internal static class Linearization
{
    internal const int MaxCalls = 64;

    /// <summary>Finds such an order.</summary>
    /// <returns>Null when there is none: the history is not linearizable.</returns>
    /// <exception cref="ArgumentException">The history is too long.</exception>
    internal static IReadOnlyList<MapCall>? Find(MapState initial, IReadOnlyList<MapCall> history)
    {
        if (history.Count > MaxCalls) throw new ArgumentException($"A history of {history.Count} calls is too long; {MaxCalls} are possible.", nameof(history));
        var order = new List<MapCall>(history.Count);
        ulong all = history.Count == MaxCalls ? ulong.MaxValue : (1UL << history.Count) - 1;
        return Extend(history, all, initial, order, []) ? order : null;
    }

    /// <param name="history">All calls.</param>
    /// <param name="left">Those that are not in the order yet.</param>
    /// <param name="state">The state after the order so far.</param>
    /// <param name="order">The order so far; complete when the result is true, else as it was.</param>
    /// <param name="dead">What was tried before and led nowhere.</param>
    private static bool Extend(IReadOnlyList<MapCall> history, ulong left, MapState state, List<MapCall> order, HashSet<(ulong Left, MapState State)> dead)
    {
        if (left == 0) return true;
        if (dead.Contains((left, state))) return false;
        int firstEnd = int.MaxValue;
        for (ulong rest = left; rest != 0; rest &= rest - 1) firstEnd = Math.Min(firstEnd, history[BitOperations.TrailingZeroCount(rest)].Ended);
        for (ulong rest = left; rest != 0; rest &= rest - 1)
        {
            int index = BitOperations.TrailingZeroCount(rest);
            MapCall call = history[index];
            // Only a call that began before the first of those left had ended can come next.
            if (call.Began > firstEnd || state.After(call) is not { } after) continue;
            order.Add(call);
            if (Extend(history, left & ~(1UL << index), after, order, dead)) return true;
            order.RemoveAt(order.Count - 1);
        }

        dead.Add((left, state));
        return false;
    }
}
