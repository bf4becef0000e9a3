using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Trees;

/// <summary>What the tests' own comparers, factories and visitors throw: nothing else throws it.</summary>
internal sealed class PlantedException : Exception
{
    public PlantedException() : base("planted") { }
}

/// <summary>Greatest key first.</summary>
internal sealed class ReverseComparer<TKey> : IComparer<TKey>
{
    public static readonly ReverseComparer<TKey> Instance = new();

    public int Compare(TKey? x, TKey? y) => Comparer<TKey>.Default.Compare(y, x);
}

/// <summary>Answers with the greatest and smallest integers, where most comparers answer with 1 and -1.</summary>
internal sealed class ExtremeComparer : IComparer<int>
{
    public static readonly ExtremeComparer Instance = new();

    public int Compare(int x, int y) => x < y ? int.MinValue : x > y ? int.MaxValue : 0;
}

/// <summary>Compares naturally; once armed, throws at the n-th compare from then on.</summary>
internal sealed class FailingComparer : IComparer<int>
{
    private int _left = -1;

    /// <summary>Compares since the last <see cref="ArmAt"/>.</summary>
    public int Compares { get; private set; }

    public void ArmAt(int compare)
    {
        _left = compare;
        Compares = 0;
    }

    public void Disarm() => _left = -1;

    public int Compare(int x, int y)
    {
        Compares++;
        if (_left > 0 && --_left == 0) throw new PlantedException();
        return x.CompareTo(y);
    }
}

/// <summary>Compares naturally and, once a call is set, makes that call at every compare that the call itself did not cause.</summary>
internal sealed class CallingComparer : IComparer<int>
{
    private bool _inside;

    public Action? Call { get; set; }

    public int Compare(int x, int y)
    {
        if (Call is { } call && !_inside)
        {
            _inside = true;
            try { call(); }
            finally { _inside = false; }
        }

        return x.CompareTo(y);
    }
}
