namespace Concurrent.Replay;

/// <summary>A range of the routing table.</summary>
/// <param name="First">The first IPv4 address.</param>
/// <param name="Last">The last one.</param>
/// <param name="Code">Two letters: the country.</param>
internal readonly record struct Route(uint First, uint Last, ushort Code);
