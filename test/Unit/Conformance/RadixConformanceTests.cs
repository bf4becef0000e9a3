using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Conformance;

/// <summary>Replays what lib/xarray.c and lib/radix-tree.c of the Linux kernel answered and expects the same of the radix tree.</summary>
/// <remarks>Further scripts: name their folders in CONCURRENT_CONFORMANCE, separated as in PATH. They need no rebuild.</remarks>
public class RadixConformanceTests
{
    private const string Quirks = "r15-kernel-quirks.txt.gz";

    public static TheoryData<string> Scripts => [.. RadixScript.All];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void The_tree_answers_as_the_kernel_did(string script)
    {
        string? differences = RadixScript.Differences(script, ScriptFolder.Lines(RadixScript.Tree, script));
        Assert.True(differences is null, differences);
    }

    /// <summary>They are surprises rather than defects, and the runner knows them all. IDR and IDA have a machine of their own.</summary>
    [Fact]
    public void The_surprises_of_xarray_and_radix_tree_are_answered_as_recorded()
    {
        string[] lines = [.. ScriptFolder.Lines(RadixScript.Tree, Quirks).Where(line => !line.StartsWith("id", StringComparison.Ordinal))];
        Assert.True(lines.Count(line => line.Contains(" =>", StringComparison.Ordinal)) > 80);
        Assert.Null(RadixScript.Differences(Quirks, lines));
    }

    [Fact]
    public void The_carried_scripts_are_there_and_the_one_about_quirks_is_exempt()
    {
        string[] exempt = [.. ScriptFolder.Files(ScriptFolder.Carried(RadixScript.Tree)).Where(ScriptFolder.IsExempt).Select(Path.GetFileName)!];
        Assert.Equal([Quirks], exempt);
        string[] replayed = [.. RadixScript.All.Where(script => !Path.IsPathRooted(script)).Select(script => script[..3])];
        Assert.Equal(["r01", "r02", "r05", "r06", "r09", "r14"], replayed);
    }
}
