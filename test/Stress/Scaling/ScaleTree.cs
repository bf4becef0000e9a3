using Concurrent.Bench.Data;

namespace Stress.Scaling;

/// <summary>One of the trees with its keys: half of them stay, the writer adds and removes the other half.</summary>
internal abstract class ScaleTree
{
    private readonly ulong[] order;
    private readonly ulong[] others;

    protected ScaleTree(int entries, ulong[] keys)
    {
        // In another order than they were put in, which is how nodes lie in memory.
        order = Keys.Shuffled(keys[..entries]);
        others = keys[entries..];
    }

    internal abstract string Name { get; }

    internal int Entries => order.Length;

    /// <summary>Looks for present keys from a position on, and moves it.</summary>
    /// <returns>How many were found with their value.</returns>
    internal long LookUp(int count, ref int position) => LookUp(order, count, ref position);

    /// <summary>Adds or removes keys that nobody looks for, from a position on.</summary>
    internal void Change(int count, ref int position)
    {
        int next = position;
        for (int i = 0; i < count; i++)
        {
            int at = next % others.Length;
            Change(others[at], add: next / others.Length % 2 == 0);
            next = (next + 1) & int.MaxValue;
        }

        position = next;
    }

    /// <summary>The loop is the tree's own, so that the call of the look-up is a direct one.</summary>
    protected abstract long LookUp(ulong[] order, int count, ref int position);

    protected abstract void Change(ulong key, bool add);
}
