using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace Stress.Faults;

/// <summary>Runs another compilation of this program inside this process. What it refers to, the packages, the two have in common.</summary>
internal static class LoadedProgram
{
    /// <summary>Runs its entry point with <paramref name="arguments"/>.</summary>
    /// <returns>Its exit code.</returns>
    internal static int Run(byte[] image, IEnumerable<string> arguments)
    {
        // Not collectible: statics of collectible code cost an indirection, which would be measured and would change timings.
        var context = new AssemblyLoadContext("edited");
        using var stream = new MemoryStream(image);
        MethodInfo main = context.LoadFromStream(stream).EntryPoint!;
        return (int)main.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [arguments.ToArray()], culture: null)!;
    }
}
