using System.IO;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Conformance;

/// <summary>Replays what lib/idr.c of the Linux kernel answered and expects the same of the id allocators.</summary>
/// <remarks>Further scripts: name their folders in CONCURRENT_CONFORMANCE, separated as in PATH; those whose file name holds "idr" or "ida" are taken.</remarks>
public class IdrConformanceTests
{
    private const string Tree = "idr";
    private const string Source = "idr.c";

    public static TheoryData<string> Scripts => [.. ScriptFolder.Scripts(Tree, Source).Where(IsOfIds)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void The_allocator_answers_as_the_kernel_did(string script)
    {
        var machine = new IdrMachine();
        string? differences = ScriptRun.Differences(script, ScriptFolder.Lines(Tree, script), ref machine);
        Assert.True(differences is null, differences);
    }

    [Fact]
    public void The_carried_scripts_are_there()
        => Assert.Equal(["r11-idr.txt.gz", "r13-ida.txt.gz"], ScriptFolder.Scripts(Tree, Source).Where(script => !Path.IsPathRooted(script)));

    /// <summary>The head of all scripts about the radix tree names the same sources; what is in them, their names say. What cannot be opened is to fail here.</summary>
    private static bool IsOfIds(string script)
    {
        string name = Path.GetFileName(script);
        return !File.Exists(script) || name.Contains("idr", System.StringComparison.Ordinal) || name.Contains("ida", System.StringComparison.Ordinal);
    }
}
