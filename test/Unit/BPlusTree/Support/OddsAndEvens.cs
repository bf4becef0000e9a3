using System;
using Concurrent.Rcu;

namespace Concurrent.Unit.Trees;

/// <summary>A tree whose even keys stay while a writer adds and removes the odd ones.</summary>
internal static class OddsAndEvens
{
    public static BPlusTree<int, Twin> EvensStay(RcuDomain domain, int keySpace)
    {
        var tree = TreeOf.Empty<int, Twin>(domain: domain);
        for (int key = 0; key < keySpace; key += 2) tree.Add(key, Twin.Of(key));
        return tree;
    }

    /// <summary>Adds and removes odd keys, singly and in stretches that fill and empty whole leaves.</summary>
    public static void OddsComeAndGo(BPlusTree<int, Twin> tree, int keySpace, int writes, int seed)
    {
        var random = new Random(seed);
        for (int write = 0; write < writes;)
        {
            int from = random.Next(keySpace) | 1;
            int stretch = random.Next(4) == 0 ? 30 : 1;
            bool add = random.Next(2) == 0;
            for (int key = from; key < keySpace && key < from + stretch; key += 2, write++)
            {
                if (add) tree.TryAdd(key, Twin.Of(key));
                else tree.Remove(key);
            }

            if (random.Next(8) == 0) tree[from & ~1] = Twin.Of(from & ~1);
        }
    }
}
