using System;
using System.IO;
using System.Linq;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Conformance;

/// <summary>Replays what lib/btree.c of the Linux kernel answered and expects the same of the B+ tree, at the smallest and at the full node capacity.</summary>
/// <remarks>Further scripts: name their folders in CONCURRENT_CONFORMANCE, separated as in PATH. They need no rebuild.</remarks>
public class BTreeConformanceTests
{
    private const string Tree = "btree";
    private const string Source = "lib/btree.c";

    public static TheoryData<string, BTreeWay> Scripts
    {
        get
        {
            var scripts = new TheoryData<string, BTreeWay>();
            foreach (string script in ScriptFolder.Scripts(Tree, Source))
            {
                foreach (var way in Enum.GetValues<BTreeWay>()) scripts.Add(script, way);
            }

            return scripts;
        }
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void The_tree_answers_as_the_kernel_did(string script, BTreeWay way)
    {
        string[] lines = [.. ScriptFolder.Lines(Tree, script)];
        foreach (int capacity in new[] { 4, TreeOf.FullCapacity })
        {
            string? differences = BTreeScript.Differences(script, lines, capacity, way);
            Assert.True(differences is null, $"at node capacity {(capacity == TreeOf.FullCapacity ? "full" : capacity)}:{Environment.NewLine}{differences}");
        }
    }

    [Fact]
    public void The_carried_scripts_are_there_and_those_about_quirks_are_exempt()
    {
        string folder = ScriptFolder.Carried(Tree);
        Assert.Equal(6, Directory.GetFiles(folder, "*.txt").Length);
        var scripts = ScriptFolder.Of(folder, Tree, Source).Select(Path.GetFileName);
        Assert.Equal(["b01-small.txt", "b02-edges.txt", "b04-dup-insert.txt", "b06-descending.txt", "b07-merge.txt"], scripts);
    }
}
