namespace Concurrent;

/// <summary>What can be chosen when a <see cref="PrefixTree{TValue}"/> is made.</summary>
public sealed record PrefixTreeOptions<TValue> : TreeOptions
{
    /// <summary>A pool shared with other trees. Null: a pool of the tree's own.</summary>
    public PrefixTreePool<TValue>? Pool { get; init; }

    private protected override TreePool? SharedPool => Pool;

    internal void Validate() => ValidateCommon();
}
