using System.Linq;

namespace Concurrent.Unit.Prefixes;

/// <summary>One step of a scenario. Keys are small integers here; the world of the run makes them keys of its kind.</summary>
internal sealed record PrefixOp(PrefixVerb Verb, int First = 0, int Last = 0, int Number = 1, params PrefixOp[] Inner)
{
    public override string ToString() => Verb switch
    {
        PrefixVerb.Commit or PrefixVerb.Discard => $"{Verb}[{string.Join(", ", Inner.Select(op => op.ToString()))}]",
        PrefixVerb.Clear or PrefixVerb.Drain or PrefixVerb.TakeAll or PrefixVerb.Snapshot or PrefixVerb.Clone => $"{Verb}",
        PrefixVerb.Fill or PrefixVerb.FillDown or PrefixVerb.Thin or PrefixVerb.Empty => $"{Verb}({First}..{Last})",
        PrefixVerb.Load or PrefixVerb.LoadUnsorted or PrefixVerb.AddRange or PrefixVerb.SetRange => $"{Verb}({First}..{Last}, {Number})",
        _ => $"{Verb}({First}, {Number})",
    };
}
