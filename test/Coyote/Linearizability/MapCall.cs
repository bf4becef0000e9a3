namespace Exploration.Linearizability;

/// <summary>One finished call: what was asked, what was answered, and when it began and ended on the history's clock.</summary>
/// <param name="Verb">What was asked.</param>
/// <param name="Key">Its key; 0 where the verb has none.</param>
/// <param name="Value">The value to be stored; 0 where the verb has none.</param>
/// <param name="Comparand">The value that <see cref="MapVerb.CompareAndSet"/> expects; the last key of a range.</param>
/// <param name="Answer">What came back.</param>
/// <param name="Began">When it was called.</param>
/// <param name="Ended">When it returned. A call that ended before another one began took effect before it; all others are free.</param>
internal sealed record MapCall(MapVerb Verb, long Key, long Value, long Comparand, MapAnswer Answer, int Began, int Ended)
{
    public override string ToString()
    {
        string asked = Verb switch
        {
            MapVerb.TryAdd or MapVerb.Set => $"{Verb}({Key}, {Value})",
            MapVerb.CompareAndSet => $"{Verb}({Key}, {Comparand} -> {Value})",
            MapVerb.First or MapVerb.Last or MapVerb.RemoveFirst or MapVerb.RemoveLast => $"{Verb}()",
            MapVerb.Range or MapVerb.RemoveRange => $"{Verb}({Key}..{Comparand})",
            _ => $"{Verb}({Key})",
        };
        string answered = (Verb, Answer.Ok) switch
        {
            (MapVerb.Set, _) => "done",
            (_, false) => "no",
            (MapVerb.TryAdd or MapVerb.CompareAndSet or MapVerb.RemoveRange, true) => "yes",
            (MapVerb.Range, true) => $"{Answer.Key} entries, {Answer.Value:x}",
            (MapVerb.Gap, true) => $"between {Answer.Key} and {Answer.Value}",
            (MapVerb.TryGet or MapVerb.TryRemove, true) => $"{Answer.Value}",
            _ => $"{Answer.Key}: {Answer.Value}",
        };
        return $"[{Began}..{Ended}] {asked} = {answered}";
    }
}
