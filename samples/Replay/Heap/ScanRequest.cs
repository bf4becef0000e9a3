namespace Concurrent.Replay;

/// <summary>Which part of the map a scan walks, and which way.</summary>
internal readonly record struct ScanRequest(ulong Lower, bool LowerInclusive, ulong Upper, bool UpperInclusive, bool Descending)
{
    /// <summary>The whole map, ascending.</summary>
    public static ScanRequest All => new(0, true, ulong.MaxValue, true, false);

    public bool Contains(ulong key) =>
        (LowerInclusive ? key >= Lower : key > Lower) && (UpperInclusive ? key <= Upper : key < Upper);

    public override string ToString() =>
        $"{(LowerInclusive ? '[' : '(')}{Lower:x}, {Upper:x}{(UpperInclusive ? ']' : ')')}{(Descending ? " descending" : "")}";
}
