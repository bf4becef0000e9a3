using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Trees;

/// <summary>Finds integers by their decimal digits; once armed, calls or throws at every compare that the call itself did not cause.</summary>
internal sealed class DigitsComparer : IAlternateComparer<string, int>
{
    private bool _inside;

    public Action? Call { get; set; }

    /// <summary>What <see cref="Create"/> adds to the number.</summary>
    public int Error { get; set; }

    public int Created { get; private set; }

    public int Compare(string alternate, int key)
    {
        if (Call is { } call && !_inside)
        {
            _inside = true;
            try { call(); }
            finally { _inside = false; }
        }

        return int.Parse(alternate, System.Globalization.CultureInfo.InvariantCulture).CompareTo(key);
    }

    public int Create(string alternate)
    {
        Created++;
        return int.Parse(alternate, System.Globalization.CultureInfo.InvariantCulture) + Error;
    }
}

/// <summary>A key comparer that knows an alternate: badges by their numbers.</summary>
internal sealed class BadgeComparer : IComparer<Badge>, IAlternateComparer<int, Badge>
{
    public static readonly BadgeComparer Instance = new();

    public int Compare(Badge? x, Badge? y) => x!.CompareTo(y);

    public int Compare(int alternate, Badge key) => alternate.CompareTo(key.Number);

    public Badge Create(int alternate) => new(alternate);
}
