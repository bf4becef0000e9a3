using System.Threading;

namespace Stress.Trees;

/// <summary>Which generation of something its writer has begun to bring about, and which one is there. Both only grow.</summary>
internal sealed class Turn
{
    private long begun;
    private long done;

    /// <summary>Read it after looking.</summary>
    internal long Begun => Volatile.Read(ref begun);

    /// <summary>Read it before looking.</summary>
    internal long Done => Volatile.Read(ref done);

    internal long Begin()
    {
        Volatile.Write(ref begun, begun + 1);
        return begun;
    }

    internal void End() => Volatile.Write(ref done, begun);
}
