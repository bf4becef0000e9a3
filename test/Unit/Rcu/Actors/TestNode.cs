using Concurrent.Rcu;

namespace Concurrent.Unit;

/// <summary>A node that remembers what was done to it.</summary>
internal sealed class TestNode : IPooledNode<TestNode>
{
    internal object? Payload { get; set; }

    internal int TimesCleared { get; private set; }

    public static TestNode Create() => new();

    public void ClearForPool()
    {
        Payload = null;
        TimesCleared++;
    }
}
