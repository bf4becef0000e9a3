using Concurrent.Nodes;

namespace Concurrent;

/// <summary>The allocated ids, in pages.</summary>
internal sealed class PagingIdEnumerator(IdCore ids) : PageEnumerator<ulong>
{
    private ulong next = ids.First;

    private protected override void Restart() => next = ids.First;

    private protected override int Fill(ulong[] page, out bool more)
    {
        int filled = 0;
        using (var some = new IdEnumerator(ids, next, ids.Last))
        {
            while (filled < page.Length && some.MoveNext()) page[filled++] = some.Current;
        }

        more = filled == page.Length && page[filled - 1] < ids.Last;
        if (more) next = page[filled - 1] + 1;
        return filled;
    }
}
