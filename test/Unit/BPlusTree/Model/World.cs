using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Trees;

/// <summary>What the integers of a scenario stand for, and how the tree is built that it runs on.</summary>
internal sealed record World<TKey, TValue>(
    Func<int, TKey> KeyOf, Func<int, TValue> ValueOf, BPlusTreeOptions<TKey, TValue> Options, int KeySpace)
    where TKey : notnull
{
    /// <summary>Compares the whole tree after each step instead of only at the end.</summary>
    public bool CheckEachStep { get; init; }

    /// <summary>The order of the model: the tree's own, unless a control plants another.</summary>
    public IComparer<TKey> Order { get; init; } = Options.Comparer ?? Exercise.NaturalOrder<TKey>();

    /// <summary>Every key of the key space and one beyond either end.</summary>
    public TKey[] Probes
    {
        get
        {
            var probes = new TKey[KeySpace + 2];
            for (int i = 0; i < probes.Length; i++) probes[i] = KeyOf(i - 1);
            return probes;
        }
    }
}
