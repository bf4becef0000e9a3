using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Concurrent;

/// <summary>An inner node on the way down, and a place in it.</summary>
internal struct PrefixStep
{
    internal PrefixInner? Node;

    /// <summary>A byte, or <see cref="PrefixPlace.Terminal"/>.</summary>
    internal int At;
}

/// <summary>The way down to somewhere. On the stack, unless it is longer than keys usually make it: then the rest is in an array.</summary>
internal struct PrefixTrail
{
    private PrefixSteps steps;
    private PrefixStep[]? more;

    [UnscopedRef]
    internal ref PrefixStep this[int depth]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (depth < PrefixSteps.Length) return ref steps[depth];
            return ref more![depth - PrefixSteps.Length];
        }
    }

    /// <summary>Appends a step to those that there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Push(ref int count, PrefixInner node, int at)
    {
        if (count >= PrefixSteps.Length) MakeRoom(count - PrefixSteps.Length);
        ref PrefixStep step = ref this[count++];
        step.Node = node;
        step.At = at;
    }

    private void MakeRoom(int index)
    {
        if (more is null) more = new PrefixStep[2 * PrefixSteps.Length];
        else if (index == more.Length) System.Array.Resize(ref more, 2 * more.Length);
    }
}

/// <summary>Steps inside an object or on the stack.</summary>
[InlineArray(Length)]
internal struct PrefixSteps
{
    internal const int Length = 16;

    private PrefixStep first;
}
