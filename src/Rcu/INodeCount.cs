namespace Concurrent.Rcu;

/// <summary>How many nodes a pool holds, whatever their type.</summary>
internal interface INodeCount
{
    /// <summary>Nodes ready for re-use.</summary>
    int FreeNodes { get; }

    /// <summary>Retired nodes that wait for a grace period.</summary>
    int LimboNodes { get; }
}
