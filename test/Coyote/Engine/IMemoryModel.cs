namespace Exploration;

/// <summary>What a processor may do with the loads and stores of a thread before others see them.</summary>
/// <remarks>
/// Stands apart from scheduler and strategies so that models can be added: a weaker one lets buffered stores overtake each other and loads be satisfied early.
/// A fence (<c>Interlocked</c>, a lock, the end of a thread) drains what is delayed.
/// </remarks>
internal interface IMemoryModel
{
    string Name { get; }

    /// <summary>Whether the next store of <paramref name="thread"/> must be delayed, because one before it is.</summary>
    bool MustDelay(LogicalThread thread);

    /// <summary>Whether a store of <paramref name="thread"/> may be the first of a run of delayed stores.</summary>
    bool MayDelay(LogicalThread thread);
}
