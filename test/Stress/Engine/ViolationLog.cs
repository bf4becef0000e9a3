using System.Collections.Generic;
using System.Threading;

namespace Stress.Engine;

/// <summary>The violations of the whole program. The first are kept, the others counted.</summary>
internal sealed class ViolationLog
{
    internal const int MaxKept = 20;

    private readonly Lock gate = new();
    private readonly List<Violation> kept = [];
    private long count;

    internal long Count => Volatile.Read(ref count);

    internal void Add(Violation violation)
    {
        using (gate.EnterScope())
        {
            Volatile.Write(ref count, count + 1);
            if (kept.Count < MaxKept) kept.Add(violation);
        }
    }

    internal IReadOnlyList<Violation> First()
    {
        using (gate.EnterScope()) return [.. kept];
    }
}
