using System;
using System.IO;
using System.Linq;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Conformance;

/// <summary>Replays what lib/maple_tree.c of the Linux kernel answered and expects the same of the maple tree, at the smallest and at the full node capacity.</summary>
/// <remarks>Further scripts: name their folders in CONCURRENT_CONFORMANCE, separated as in PATH. They need no rebuild.</remarks>
public class MapleConformanceTests
{
    private const string Tree = "maple";
    private const string Source = "lib/maple_tree.c";

    public static TheoryData<string> Scripts => [.. ScriptFolder.Scripts(Tree, Source)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void The_tree_answers_as_the_kernel_did(string script)
    {
        string[] lines = [.. ScriptFolder.Lines(Tree, script)];
        foreach (int capacity in new[] { 4, TreeOf.FullCapacity })
        {
            string? differences = MapleScript.Differences(script, lines, capacity);
            Assert.True(differences is null, $"at node capacity {(capacity == TreeOf.FullCapacity ? "full" : capacity)}:{Environment.NewLine}{differences}");
        }
    }

    [Fact]
    public void The_carried_scripts_and_traces_are_there_and_those_about_quirks_are_exempt()
    {
        string folder = ScriptFolder.Carried(Tree);
        string[] exempt = [.. ScriptFolder.Files(folder).Where(ScriptFolder.IsExempt).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        Assert.Equal(["q01-kernel-quirks.txt.gz", "q02-reader-during-writes.txt.gz"], exempt);
        string[] replayed = [.. ScriptFolder.Scripts(Tree, Source).Where(script => !Path.IsPathRooted(script))];
        Assert.Equal(14, replayed.Count(script => script.StartsWith('m')));
        Assert.Equal(21, replayed.Count(script => script.Contains("trace", StringComparison.Ordinal)));
    }
}
