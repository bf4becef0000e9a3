using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Exploration.Mutants;

/// <summary>Explores a scenario with an edited program. One at a time: the explorer counts on being alone in the process.</summary>
internal sealed class MutantRunner(MutantCompiler compiler)
{
    internal const ulong DefaultSeed = 1;

    private const string DoorName = "Exploration.Mutants.MutantDoor";

    private static readonly object OneAtATime = new();

    internal MutantRunner()
        : this(new MutantCompiler())
    {
    }

    internal MutantCompiler Compiler => compiler;

    /// <summary>Looks for the mutant with its own scenario, model and strategy.</summary>
    /// <exception cref="MutantException">The mutant cannot be made.</exception>
    internal MutantRun Run(Mutant mutant, int? schedules = null, ulong seed = DefaultSeed)
    {
        long start = Stopwatch.GetTimestamp();
        byte[] program = compiler.Compile(mutant.Edits);
        TimeSpan compiling = Stopwatch.GetElapsedTime(start);
        var search = new MutantSearch(mutant.Scenario, mutant.Strategy, mutant.Model, schedules ?? mutant.Schedules, seed);
        return Explore(mutant.Name, program, [search])[0] with { Compiling = compiling };
    }

    /// <summary>Runs searches, one after the other, on the program as it is: none of them must find anything.</summary>
    internal IReadOnlyList<MutantRun> RunOriginal(IReadOnlyList<MutantSearch> searches) => Explore("original", compiler.Compile([]), searches);

    private static List<MutantRun> Explore(string name, byte[] program, IReadOnlyList<MutantSearch> searches)
    {
        lock (OneAtATime)
        {
            var context = new MutantContext(name);
            try
            {
                using var image = new MemoryStream(program);
                return Explore(context.LoadFromStream(image), searches);
            }
            finally
            {
                context.Unload();
            }
        }
    }

    // Not inlined: no register of a caller keeps the program alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<MutantRun> Explore(Assembly program, IReadOnlyList<MutantSearch> searches)
    {
        Type door = program.GetType(DoorName, throwOnError: true)!;
        MethodInfo run = door.GetMethod("Run", BindingFlags.Static | BindingFlags.NonPublic)!;
        MethodInfo close = door.GetMethod("Close", BindingFlags.Static | BindingFlags.NonPublic)!;
        var runs = new List<MutantRun>();
        try
        {
            foreach (MutantSearch search in searches)
            {
                long start = Stopwatch.GetTimestamp();
                var found = (object?[])Invoke(run, search.Scenario, search.Strategy, search.Model, search.Schedules, search.Seed)!;
                runs.Add(new MutantRun((string?)found[0], (string)found[1]!, (long)found[2]!, TimeSpan.Zero, Stopwatch.GetElapsedTime(start)));
            }
        }
        finally
        {
            Invoke(close);
        }

        return runs;
    }

    private static object? Invoke(MethodInfo method, params object[] arguments)
    {
        try
        {
            return method.Invoke(null, arguments);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
