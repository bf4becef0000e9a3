using System.Collections.Generic;

namespace Concurrent.Replay;

/// <summary>
/// Compares a whole map or snapshot, entry by entry, with the one state that it must be in; at the end of a round also with the
/// recorded final state. Made once and used again and again, for it runs where nothing may be allocated.
/// </summary>
internal sealed class StateComparison(BlockHistory history, HeapChecker checker)
{
    private string _what = "";
    private long _state;
    private IReadOnlyList<LiveBlock>? _final;
    private int _next;
    private int _count;

    /// <summary>The first difference, or null.</summary>
    public Mismatch? Result { get; private set; }

    /// <summary>Begins: the entries of this state are to come in ascending order. Final is null but at the end of a round.</summary>
    public void Start(string what, long state, IReadOnlyList<LiveBlock>? final, int reportedCount)
    {
        _what = what;
        _state = state;
        _final = final;
        _next = 0;
        _count = 0;
        Result = null;
        if (reportedCount != history.CountAt(state))
        {
            Fail($"a count of {history.CountAt(state)}", $"{reportedCount}");
        }
    }

    /// <summary>Takes the next entry; false as soon as there is a difference.</summary>
    public bool Accept(ulong key, Block block)
    {
        if (Result is not null)
        {
            return false;
        }

        int expected = history.FirstLive(_next, history.KeyCount - 1, _state);
        if (expected < 0)
        {
            Fail($"nothing after {_count} blocks", checker.Show(key, block));
        }
        else if (key != history.Key(expected) || block != history.BlockAt(expected, _state))
        {
            Fail(checker.Show(history.Key(expected), history.BlockAt(expected, _state)), checker.Show(key, block));
        }
        else if (_final is not null && _count == _final.Count)
        {
            Fail($"{_final.Count} blocks, as recorded", "one more: " + checker.Show(key, block));
        }
        else if (_final is not null && (_final[_count].Address != key || _final[_count].Size != block.Size))
        {
            Fail($"{_final[_count].Address:x} size {_final[_count].Size}, as recorded", checker.Show(key, block));
        }

        _next = expected + 1;
        _count++;
        return Result is null;
    }

    /// <summary>Ends: nothing may be left.</summary>
    public void Finish()
    {
        if (Result is not null)
        {
            return;
        }

        int left = history.FirstLive(_next, history.KeyCount - 1, _state);
        if (left >= 0)
        {
            Fail(checker.Show(history.Key(left), history.BlockAt(left, _state)), $"the end after {_count} blocks");
        }
        else if (_final is not null && _count != _final.Count)
        {
            Fail($"{_final[_count].Address:x} size {_final[_count].Size}, as recorded", $"the end after {_count} blocks");
        }
    }

    private void Fail(string expected, string seen) =>
        Result = new Mismatch(_what, expected, seen, checker.Describe(new StateWindow(_state, _state)));
}
