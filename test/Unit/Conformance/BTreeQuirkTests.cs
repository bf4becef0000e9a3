using System;
using System.IO;
using System.Linq;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Conformance;

/// <summary>The kernel's defects, replayed: every line of the script that records them is answered as recorded, but for those listed here, for a reason that the kernel map gives.</summary>
public class BTreeQuirkTests
{
    private const string Script = "b09-kernel-quirks.txt";

    // What is in the tree differs from there on, until the script empties it.
    private const string Update = "update of the absent key 0";
    private const string Remove = "remove of the absent key 0";
    private const string Previous = "`get_prev` below the smallest key, once a separator is 0";

    private static readonly (string Line, string Theirs, string Ours, string Matter)[] Expected =
    [
        ("update 0 2", "OK", "ENOENT", Update),
        ("visit", "10:1 0:2 count=2", "10:1 count=1", Update),
        ("lookup 0", "2", "-", Update),
        ("grim", "count=2 dd5bd62cd7e0fc0c", "count=1 " + Hash((10, 1)), Update),
        ("visit", "30:3 20:2 count=2", "30:3 20:2 10:1 count=3", Remove),
        ("visit", "count=0", "30:3 20:2 10:1 count=3", Remove),
        ("grim", "count=0 cbf29ce484222325", "count=3 " + Hash((30, 3), (20, 2), (10, 1)), Remove),
        ("visit", "12:12 11:11 10:10 9:9 8:8 7:7 6:6 5:5 4:4 3:3 2:2 count=11", "12:12 11:11 10:10 9:9 8:8 7:7 6:6 5:5 4:4 3:3 2:2 1:1 count=12", Remove),
        ("get_prev 2", "12 12", "1 1", Previous),
        ("get_prev 1", "12 12", "- 1", Previous),
        ("grim", "count=11 e9c64672ae484645", "count=12 " + Hash([.. Enumerable.Range(1, 12).Reverse().Select(n => (n, n))]), Remove),
    ];

    public static TheoryData<int, BTreeWay> Ways
    {
        get
        {
            var ways = new TheoryData<int, BTreeWay>();
            foreach (var way in Enum.GetValues<BTreeWay>())
            {
                ways.Add(4, way);
                ways.Add(TreeOf.FullCapacity, way);
            }

            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Answers_differ_in_the_lines_listed_and_in_no_other(int capacity, BTreeWay way)
    {
        var differing = BTreeScript.Differing(ScriptFolder.Lines("btree", Script), capacity, way).Select(d => (d.Line.ToString(), d.Line.Expected, d.Ours)).ToArray();
        Assert.Equal(Expected.Select(e => (e.Line, e.Theirs, e.Ours)), differing);
    }

    [Fact]
    public void Each_reason_is_a_row_of_the_kernel_map()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "kernel-map.md"));
        Assert.All(Expected, line => Assert.Contains($"| {line.Matter} |", page, StringComparison.Ordinal));
    }

    private static string Hash(params (int Key, int Value)[] entries)
    {
        var hash = new Fnv1A();
        foreach (var (key, value) in entries)
        {
            hash.Add((ulong)key);
            hash.Add((ulong)value);
        }

        return hash.ToString();
    }
}
