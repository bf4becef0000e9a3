using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Tests that want the cores, or the garbage collector, for themselves: they run after all others, one by one.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Alone
{
    public const string Name = "alone";
}
