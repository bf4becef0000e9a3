using System.Collections.Generic;
using System.Linq;
using Exploration;

namespace Stress.Cli;

/// <summary>Another way to run the program: variables of the runtime or the library, or one processor.</summary>
internal sealed record RuntimeSetting(string Name, IReadOnlyDictionary<string, string> Environment, bool OneProcessor = false)
{
    internal static IReadOnlyList<RuntimeSetting> All { get; } =
    [
        new("server-gc", new Dictionary<string, string> { ["DOTNET_gcServer"] = "1", ["DOTNET_GCHeapCount"] = "2" }),
        new("small-gen0", new Dictionary<string, string> { ["DOTNET_GCgen0size"] = "40000" }), // hexadecimal: 256 KiB
        new("no-tiering", new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "0" }),
        new("no-pgo", new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0" }),
        new("full-fence", new Dictionary<string, string> { [Concurrent.Rcu.ProcessWideBarrier.ForceVariable] = "1" }),
        new("one-processor", new Dictionary<string, string>(), OneProcessor: true),
    ];

    /// <summary>Those of these names; "all" and "none" are names too.</summary>
    /// <exception cref="UsageException">There is none of such a name.</exception>
    internal static IReadOnlyList<RuntimeSetting> Select(string names)
    {
        if (names == "all") return All;
        if (names == "none") return [];
        return [.. names.Split(',').Select(name => All.FirstOrDefault(setting => setting.Name == name)
            ?? throw new UsageException($"--settings: there is no '{name}'; there are all, none, {string.Join(", ", All.Select(setting => setting.Name))}."))];
    }
}
