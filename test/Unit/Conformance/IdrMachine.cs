using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace Concurrent.Unit.Conformance;

/// <summary>An IDR and an IDA of the kernel: an <see cref="IdAllocator{TValue}"/> and an <see cref="IdAllocator"/>, driven through the public members.</summary>
/// <remarks>
/// Where ours differs from the kernel on purpose, the machine adapts:
/// <list type="bullet">
/// <item>A kernel's IDR stores null with an id and then finds nothing there; ours takes any value, and the machine's null is 0.</item>
/// <item>The kernel's windows end before their last id and take "0 or less" for no end; ours name both ends, and none means the last id there is.</item>
/// <item>Errors: a reversed window is an exception here, ENOSPC there; so is an id that does not exist.</item>
/// <item>The kernel's walk over an IDR ends at <see cref="int.MaxValue"/>, though greater ids can be allocated.</item>
/// <item>The kernel's IDA cuts a window to <see cref="int.MaxValue"/>, and its free of an id that is not allocated only warns; ours throws.</item>
/// </list>
/// </remarks>
internal struct IdrMachine : IScriptMachine
{
    private IdAllocator<long> _idr;
    private IdAllocator _ida;
    private ulong _base;

    public IdrMachine()
    {
        _idr = NewIdr();
        _ida = NewIda();
    }

    public string Answer(ScriptLine line)
    {
        var words = new Words(line.Arguments);
        string answer = line.Operation switch
        {
            "idr" => RenewIdr(line.Arguments.Length > 0 ? words.Word() : 0),
            "idr_alloc" => Allocate(Signed(words.Word()), Signed(words.Word()), words.Number()),
            "idr_alloc_u32" => AllocateTo(words.Word(), words.Word(), words.Number()),
            "idr_alloc_cyclic" => AllocateCyclic(Signed(words.Word()), Signed(words.Word()), words.Number()),
            "idr_set_cursor" => Seek(words.Word()),
            "idr_remove" => _idr.TryFree(words.Word(), out long old) ? Value(old) : "-",
            "idr_find" => _idr.TryGetValue(words.Word(), out long value) ? Value(value) : "-",
            "idr_replace" => _idr.TryUpdate(words.Word(), words.Number(), out long replaced) ? Value(replaced) : "ENOENT",
            "idr_get_next" or "idr_get_next_ul" => GetNext(words.Word()),
            "idr_is_empty" => _idr.IsEmpty ? "1" : "0",
            "idr_dump" => Dump(),
            "ida" => RenewIda(),
            "ida_alloc" => AllocateId(words.Word(), words.Word()),
            "ida_free" => FreeId(words.Word()),
            "ida_empty" => _ida.IsEmpty ? "1" : "0",
            _ => throw new InvalidDataException($"unknown operation \"{line.Operation}\""),
        };
        words.End();
        return answer;
    }

    public readonly bool IsSame(ScriptLine line, string answer) => line.Expected == answer;

    public readonly void CheckInvariants()
    {
        _idr.CheckInvariants();
        _ida.CheckInvariants();
    }

    private static IdAllocator<long> NewIdr() => new(new IdAllocatorOptions<long> { Last = uint.MaxValue });

    private static IdAllocator NewIda() => new(new IdAllocatorOptions { Last = int.MaxValue });

    private string RenewIdr(ulong first)
    {
        _idr = NewIdr();
        _base = first;
        _idr.Next = first;
        return "OK";
    }

    private string RenewIda()
    {
        _ida = NewIda();
        return "OK";
    }

    private readonly string Allocate(int start, int end, long value)
    {
        if (start < 0) return "EINVAL";
        ulong first = Math.Max((ulong)start, _base);
        ulong last = LastBefore(end);
        return first <= last && _idr.TryAllocate(value, first, last, out ulong id) ? Text(id) : "ENOSPC";
    }

    private readonly string AllocateTo(ulong start, ulong max, long value)
    {
        ulong first = Math.Max(start, _base);
        return first <= max && _idr.TryAllocate(value, first, max, out ulong id) ? $"OK {Text(id)}" : "ENOSPC";
    }

    private readonly string AllocateCyclic(int start, int end, long value)
    {
        ulong first = Math.Max((ulong)Math.Max(start, 0), _base);
        ulong last = LastBefore(end);
        ulong from = _idr.Next;
        if (first > last || !_idr.TryAllocateCyclic(value, first, last, out ulong id, out bool wrapped)) return _idr.Next == from ? "ENOSPC" : $"ENOSPC, and the cursor became {_idr.Next}";
        // The kernel does not tell.
        if (wrapped != id < Math.Max(first, from)) return $"{Text(id)}, and wrapped is {wrapped}";
        return $"{Text(id)} cursor={Text(_idr.Next)}";
    }

    private readonly string Seek(ulong next)
    {
        _idr.Next = next;
        return "OK";
    }

    private readonly string GetNext(ulong from)
    {
        foreach (var (id, value) in _idr.EnumerateRange(from, ulong.MaxValue))
        {
            if (value != 0) return $"{Text(value)} {Text(id)}";
        }

        return $"- {Text(from)}";
    }

    private readonly string Dump()
    {
        var text = new StringBuilder();
        foreach (var (id, value) in _idr.EnumerateRange(0, int.MaxValue))
        {
            if (value != 0) text.Append(CultureInfo.InvariantCulture, $" {id}:{value}");
        }

        return text.ToString().TrimStart();
    }

    private readonly string AllocateId(ulong low, ulong high)
    {
        high = Math.Min(high, int.MaxValue);
        return low <= high && _ida.TryAllocate(low, high, out ulong id) ? Text(id) : "ENOSPC";
    }

    private readonly string FreeId(ulong id)
    {
        if (_ida.IsAllocated(id)) _ida.Free(id);
        return "OK";
    }

    private static ulong LastBefore(int end) => end > 0 ? (ulong)end - 1 : int.MaxValue;

    private static int Signed(ulong word) => unchecked((int)word);

    private static string Value(long value) => value == 0 ? "-" : Text(value);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(ulong id) => id.ToString(CultureInfo.InvariantCulture);
}
