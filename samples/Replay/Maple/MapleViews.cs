namespace Concurrent.Replay;

/// <summary>Snapshots of both maps in one state.</summary>
internal sealed record MapleViews(MapleTreeSnapshot<ulong, ulong> Space, MapleTreeSnapshot<uint, ushort> Table);
