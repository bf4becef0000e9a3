using System.Threading;
using Concurrent.Rcu;

namespace Concurrent.Bench.Workloads;

/// <summary>Entering and leaving a read section, against entering and leaving a lock. Every method returns how many pairs it did.</summary>
internal sealed class ReadSectionWorkload
{
    private readonly RcuDomain domain = RcuDomain.Default;
    private readonly Lock gate = new();
    private int sink;

    /// <summary>The loop alone; what the others cost beyond this is their own.</summary>
    public long EmptyLoop(int pairs)
    {
        for (int i = 0; i < pairs; i++) Volatile.Write(ref sink, i);
        return pairs;
    }

    public long Section(int pairs)
    {
        RcuDomain domain = this.domain;
        for (int i = 0; i < pairs; i++)
        {
            using (domain.EnterRead())
            {
            }
        }

        return pairs;
    }

    public long Nested(int pairs)
    {
        using (domain.EnterRead())
        {
            return Section(pairs);
        }
    }

    public long Handle(int pairs)
    {
        ReaderHandle reader = domain.GetReader();
        for (int i = 0; i < pairs; i++)
        {
            using (reader.EnterRead())
            {
            }
        }

        return pairs;
    }

    public long Lock(int pairs)
    {
        Lock taken = gate;
        for (int i = 0; i < pairs; i++)
        {
            using (taken.EnterScope())
            {
            }
        }

        return pairs;
    }
}
