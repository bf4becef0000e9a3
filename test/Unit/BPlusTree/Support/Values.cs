using System;

namespace Concurrent.Unit.Trees;

/// <summary>A 16-byte value: too wide for an atomic store, so a torn read would show two halves that disagree.</summary>
internal readonly record struct Twin(long Left, long Right)
{
    public static Twin Of(long number) => new(number, ~number);

    public bool IsWhole => Right == ~Left;

    public override string ToString() => IsWhole ? $"Twin {Left}" : $"torn Twin {Left}, {Right}";
}

/// <summary>A 64-byte value, every word of which says the same.</summary>
internal readonly record struct Block64(long A, long B, long C, long D, long E, long F, long G, long H)
{
    public static Block64 Of(long number) => new(number, number, number, number, number, number, number, number);

    public bool IsWhole => A == B && B == C && C == D && D == E && E == F && F == G && G == H;
}

/// <summary>Three bytes.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue);

/// <summary>Two fields one behind the other, to build structs of any size with.</summary>
internal readonly record struct Chain<TFirst, TRest>(TFirst First, TRest Rest);

/// <summary>A value type that contains references beside numbers.</summary>
internal readonly record struct Labelled(string? Label, int Number, object? Tag)
{
    public static Labelled Of(int number) => new(number % 5 == 0 ? null : $"label {number}", number, number % 3 == 0 ? null : "tag");
}

/// <summary>A key that has no SIMD form: two fields, ordered by the second, then by the first.</summary>
internal readonly record struct Version2(short Minor, short Major) : IComparable<Version2>
{
    public int CompareTo(Version2 other)
    {
        int major = Major.CompareTo(other.Major);
        return major != 0 ? major : Minor.CompareTo(other.Minor);
    }
}

/// <summary>A key that is ordered by the interface from before generics.</summary>
internal readonly record struct OldStyle(int Number) : IComparable
{
    public int CompareTo(object? obj) => obj is OldStyle other ? Number.CompareTo(other.Number) : 1;
}

/// <summary>A reference-type key.</summary>
internal sealed record Badge(int Number) : IComparable<Badge>
{
    public int CompareTo(Badge? other) => other is null ? 1 : Number.CompareTo(other.Number);
}

/// <summary>Keys of an enumeration, negative and out of order of declaration.</summary>
internal enum Grade : long
{
    High = long.MaxValue,
    Low = -7,
    Lowest = long.MinValue,
    Middle = 0,
    Odd = 3,
}
