using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Exploration.Mutants;

/// <summary>The compiled programs of some mutants, and of the original.</summary>
/// <remarks>
/// All are compiled before the first one runs, and then the compiler goes: the explorer has the garbage collector clean up before it keeps it still, and each time
/// would pay for the syntax trees of the whole program.
/// </remarks>
internal sealed class MutantPrograms
{
    private readonly Dictionary<string, byte[]> programs;

    private MutantPrograms(byte[] original, Dictionary<string, byte[]> programs)
    {
        Original = original;
        this.programs = programs;
    }

    internal byte[] Original { get; }

    /// <exception cref="MutantException">A mutant cannot be made.</exception>
    internal byte[] this[Mutant mutant] => programs[mutant.Name];

    /// <exception cref="MutantException">A mutant cannot be made.</exception>
    internal static MutantPrograms Compile(IReadOnlyList<Mutant> mutants)
    {
        MutantCompiler compiler = ExplorationProgram.Compiler();
        byte[] original = compiler.Compile([]);
        byte[][] images = new byte[mutants.Count][];
        string?[] errors = new string?[mutants.Count];
        Parallel.For(0, mutants.Count, i =>
        {
            try
            {
                images[i] = compiler.Compile(mutants[i].Edits);
            }
            catch (MutantException e)
            {
                errors[i] = $"{mutants[i].Name}: {e.Message}";
            }
        });
        string[] wrong = [.. errors.OfType<string>()];
        if (wrong.Length != 0) throw new MutantException(string.Join('\n', wrong));
        return new MutantPrograms(original, mutants.Select((mutant, i) => (mutant.Name, Image: images[i])).ToDictionary(pair => pair.Name, pair => pair.Image));
    }
}
