using System;

namespace Concurrent.Unit.Radix;

/// <summary>One entry of a model: a value over an aligned power of two of indices, and its tags, one bit each.</summary>
internal readonly record struct RadixPiece<TValue>(ulong First, int Order, TValue Value, int Tags)
{
    public ulong Last => First + ((1ul << Order) - 1);

    public bool Holds(ulong index) => (index ^ First) >> Order == 0;

    public bool Overlaps(ulong first, ulong last) => First <= last && Last >= first;

    /// <summary>What an enumeration reports.</summary>
    public RadixItem<TValue> Item => new(First, Last, Value);

    public override string ToString() => $"[{First} order {Order}] = {Value} tags {Convert.ToString(Tags, 2)}";
}

/// <summary>One entry as an enumeration reports it.</summary>
internal readonly record struct RadixItem<TValue>(ulong First, ulong Last, TValue Value)
{
    public override string ToString() => First == Last ? $"{First} = {Value}" : $"{First}..{Last} = {Value}";
}
