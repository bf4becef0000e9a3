using System.Linq;

namespace Concurrent.Unit.Maples;

/// <summary>One step of a scenario. Keys are plain integers here; the world of the run makes them keys of its type.</summary>
internal sealed record RangeOp(RangeVerb Verb, int First = 0, int Last = 0, int Number = 1, params RangeOp[] Inner)
{
    public override string ToString() => Verb switch
    {
        RangeVerb.Commit or RangeVerb.Discard => $"{Verb}[{string.Join(", ", Inner.Select(op => op.ToString()))}]",
        RangeVerb.Clear or RangeVerb.Drain or RangeVerb.TakeAll or RangeVerb.Snapshot or RangeVerb.Clone or RangeVerb.Misuse => $"{Verb}",
        RangeVerb.TryAdd or RangeVerb.Store or RangeVerb.StoreExactly or RangeVerb.TryRemoveContaining or RangeVerb.LoopRemove => $"{Verb}({First})",
        RangeVerb.Allocate or RangeVerb.AllocateHighest or RangeVerb.AllocateCyclic or RangeVerb.StoreSame => $"{Verb}({First}..{Last}, {Number})",
        _ => $"{Verb}({First}..{Last})",
    };
}
