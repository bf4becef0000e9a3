using System;

namespace Exploration.Mutants;

/// <summary>The mutant itself is wrong: an anchor has drifted, the edited program does not compile, a name is unknown. Says nothing about the library.</summary>
internal sealed class MutantException : Exception
{
    internal MutantException(string message)
        : base(message)
    {
    }
}
