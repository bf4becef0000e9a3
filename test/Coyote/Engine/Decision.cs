using System;

namespace Exploration;

/// <summary>A point at which more than one thing may happen. One object per engine, filled anew each time.</summary>
internal sealed class Decision
{
    private Choice[] options = new Choice[16];

    internal DecisionKind Kind { get; private set; }

    /// <summary>The thread that stands at the point.</summary>
    internal int Current { get; private set; }

    /// <summary>Whether the current thread may go on and has not offered to wait: to run another one then is a preemption. It is the first option.</summary>
    internal bool CurrentCanContinue { get; private set; }

    /// <summary>Whether the current thread spins: others should come first.</summary>
    internal bool Yields { get; private set; }

    /// <summary>Whether a delayed store of the current thread has become visible at this very point.</summary>
    internal bool HasFlushedCurrent { get; private set; }

    /// <summary>How many points each thread has passed.</summary>
    internal Func<int, int> PointsOf { get; init; } = static _ => 0;

    internal int Count { get; private set; }

    internal ReadOnlySpan<Choice> Options => options.AsSpan(0, Count);

    internal Choice this[int index] => options[index];

    /// <summary>Whether the option takes the processor from a thread that could go on (Musuvathi and Qadeer, PLDI 2007).</summary>
    internal bool IsPreemption(int index) => CurrentCanContinue && options[index].IsRun && options[index].Thread != Current;

    internal void Begin(DecisionKind kind, int current, bool currentCanContinue, bool yields, bool hasFlushedCurrent)
    {
        Kind = kind;
        Current = current;
        CurrentCanContinue = currentCanContinue;
        Yields = yields;
        HasFlushedCurrent = hasFlushedCurrent;
        Count = 0;
    }

    internal void Add(Choice option)
    {
        if (Count == options.Length) Array.Resize(ref options, 2 * Count);
        options[Count++] = option;
    }

    internal int IndexOf(Choice option) => Options.IndexOf(option);
}
