using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Exploration.Mutants;

/// <summary>Explores scenarios with compiled programs. One at a time: the explorer counts on being alone in the process.</summary>
internal static class MutantRunner
{
    internal const ulong DefaultSeed = 1;

    private const string DoorName = "Exploration.Mutants.MutantDoor";

    private static readonly object OneAtATime = new();

    /// <summary>Looks for the mutant with its own scenario, model and strategy.</summary>
    /// <param name="mutant">What to look for.</param>
    /// <param name="program">The program that holds it.</param>
    /// <param name="schedules">At the most; null: the mutant's own budget.</param>
    /// <param name="seed">Where chance begins.</param>
    internal static MutantRun Run(Mutant mutant, byte[] program, int? schedules = null, ulong seed = DefaultSeed) => Run(mutant, program, MutantSearch.Of(mutant, schedules, seed));

    internal static MutantRun Run(Mutant mutant, byte[] program, MutantSearch search) => Explore(mutant.Name, program, [search])[0];

    /// <summary>Runs searches, one after the other, on the program as it is: none of them must find anything.</summary>
    internal static IReadOnlyList<MutantRun> RunOriginal(byte[] program, IReadOnlyList<MutantSearch> searches) => Explore("original", program, searches);

    private static List<MutantRun> Explore(string name, byte[] program, IReadOnlyList<MutantSearch> searches)
    {
        lock (OneAtATime)
        {
            // The explorer of each program puts a listener of its own for the library's asserts in place of these.
            var listeners = new TraceListener[Trace.Listeners.Count];
            Trace.Listeners.CopyTo(listeners, 0);
            var context = new MutantContext(name);
            try
            {
                using var image = new MemoryStream(program);
                return Explore(context.LoadFromStream(image), searches);
            }
            finally
            {
                Trace.Listeners.Clear();
                Trace.Listeners.AddRange(listeners);
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
        var runs = new List<MutantRun>();
        foreach (MutantSearch search in searches)
        {
            long start = Stopwatch.GetTimestamp();
            var found = (object?[])Invoke(run, search.Engine, search.Scenario, search.Strategy, search.Model, search.Depth, search.Schedules, search.Seed)!;
            runs.Add(new MutantRun((string?)found[0], (string)found[2]!, (long)found[3]!, (string)found[4]!, Stopwatch.GetElapsedTime(start)));
            if ((string?)found[1] == nameof(FailureKind.Nondeterminism)) throw new MutantException($"{search.Scenario}: {found[0]}");
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
