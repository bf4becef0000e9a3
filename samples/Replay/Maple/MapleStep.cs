namespace Concurrent.Replay;

/// <summary>One step of a <see cref="MapleScript"/>.</summary>
/// <param name="Verb">What it does; from <see cref="MapleVerb.Withdraw"/> on, to the routing table.</param>
/// <param name="First">The first key.</param>
/// <param name="Last">The last key.</param>
/// <param name="Kind">The kind of a mapping; the code of a covering route.</param>
/// <param name="Origin">Of what is unmapped by address, the step that mapped it; of a route, its index in the table.</param>
internal readonly record struct MapleStep(MapleVerb Verb, ulong First, ulong Last, ushort Kind, int Origin)
{
    public bool IsRouting => Verb >= MapleVerb.Withdraw;
}
