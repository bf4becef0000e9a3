namespace Concurrent.Replay;

/// <summary>One line of a page-cache recording.</summary>
/// <param name="Verb"><c>+</c> a folio enters the cache, <c>-</c> it leaves, <c>D</c> it becomes dirty, <c>W</c> everything dirty in a range is written back.</param>
/// <param name="File">Which file.</param>
/// <param name="First">The folio's index; of a write-back, the first of the range.</param>
/// <param name="Last">Of <c>+</c> and <c>-</c>, the folio's last index; of a write-back, the last of the range.</param>
/// <param name="Count">Of a write-back, how many folios were dirty.</param>
/// <param name="Line">Where it stands.</param>
internal readonly record struct CacheEvent(char Verb, int File, ulong First, ulong Last, int Count, int Line);
