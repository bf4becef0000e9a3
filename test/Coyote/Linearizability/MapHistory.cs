using System;
using System.Collections.Generic;
using System.Text;

namespace Exploration.Linearizability;

/// <summary>The calls that the threads of a scenario made, on one logical clock. One thread of a scenario runs at a time, so nothing here is synchronised.</summary>
internal sealed class MapHistory
{
    private readonly MapState initial;
    private readonly List<MapCall> calls = [];
    private int clock;

    internal MapHistory(MapState initial) => this.initial = initial;

    /// <summary>Makes a call and notes it.</summary>
    internal MapAnswer Record(MapVerb verb, long key, long value, long comparand, Func<MapAnswer> call)
    {
        int began = ++clock;
        MapAnswer answer = call();
        calls.Add(new MapCall(verb, key, value, comparand, answer, began, ++clock));
        return answer;
    }

    /// <summary>Notes the end state as a look-up of <paramref name="key"/> after everything else.</summary>
    internal void Observe(long key, bool present, long value)
    {
        int began = ++clock;
        calls.Add(new MapCall(MapVerb.TryGet, key, 0, 0, present ? new MapAnswer(true, 0, value) : default, began, ++clock));
    }

    /// <summary>Fails the schedule when no order of the calls explains their answers.</summary>
    internal void Check()
    {
        if (Linearization.Find(initial, calls) is null) Exploration.Check.That(false, Describe());
    }

    private string Describe()
    {
        var text = new StringBuilder($"not linearizable: from {initial} no order of these calls gives these answers");
        foreach (MapCall call in calls) text.Append("; ").Append(call);
        return text.ToString();
    }
}
