using System.Runtime.Loader;

namespace Exploration.Mutants;

/// <summary>Where one mutated program lives. Its statics are its own, and it goes when nobody uses it any more.</summary>
internal sealed class MutantContext : AssemblyLoadContext
{
    internal MutantContext(string name)
        : base(name, isCollectible: true)
    {
    }
}
