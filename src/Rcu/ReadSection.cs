using System.Runtime.CompilerServices;

namespace Concurrent.Rcu;

/// <summary>
/// An open read section: until it is disposed, nothing that it can reach is recycled or disposed by its domain.
/// </summary>
/// <remarks>
/// A ref struct, so it cannot cross an <c>await</c>, a <c>yield</c> or a thread. Sections nest; each must be disposed exactly once, inner before outer.
/// Entering and leaving cost one or two nanoseconds, allocate nothing, and never block.
/// A copy that is disposed after its section has ended throws, unless another section of the same depth is open on the thread by then: so do not copy sections.
/// A section that stays open holds back every grace period of its domain: keep sections short, and never wait for a writer inside one.
/// </remarks>
public readonly ref struct ReadSection
{
    private readonly ReaderSlot? slot;
    private readonly int depth;

    internal ReadSection(ReaderSlot slot, int depth)
    {
        this.slot = slot;
        this.depth = depth;
    }

    /// <summary>The domain it was opened on; null for the default value.</summary>
    internal RcuDomain? Domain => slot?.Domain;

    /// <summary>Whether the section, or another one of its depth, is open on the calling thread.</summary>
    internal bool IsOpen
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => slot is not null && slot.IsOpenAt(depth);
    }

    /// <summary>Ends the section.</summary>
    /// <exception cref="System.InvalidOperationException">The section was disposed before, or one that was opened inside it is still open.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose() => slot?.Exit(depth);
}
