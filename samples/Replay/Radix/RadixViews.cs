namespace Concurrent.Replay;

/// <summary>Snapshots of all files and of the descriptors, which stand behind them, in one state.</summary>
internal sealed record RadixViews(RadixTreeSnapshot<long>[] Maps);
