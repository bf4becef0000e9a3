using System;
using System.Globalization;
using System.Linq;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>Which script a character belongs to: asked for every code point there is.</summary>
public class UnicodeScriptTests
{
    private const int CodePoints = 0x110000;

    [Theory]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [InlineData(TreeOf.FullCapacity, false)]
    [InlineData(TreeOf.FullCapacity, true)]
    public void Every_code_point_has_the_script_of_the_table_and_the_range_around_it(int capacity, bool coalesce)
    {
        var tree = MapleOf.Empty<uint, string>(capacity, coalesce: coalesce);
        string?[] expected = new string?[CodePoints];
        int ranges = 0;
        foreach (string line in RealFile.OfTests("ucd-15.0.0-Scripts.txt.gz"))
        {
            string[] fields = line.Split('#')[0].Split(';', StringSplitOptions.TrimEntries);
            if (fields.Length < 2) continue;
            string[] ends = fields[0].Split("..");
            uint first = uint.Parse(ends[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            uint last = uint.Parse(ends[^1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            string script = string.Intern(fields[1]);
            Assert.True(tree.TryAddRange(first, last, script), line);
            Array.Fill(expected, script, (int)first, (int)(last - first) + 1);
            ranges++;
        }

        Assert.Equal(2_191, ranges);
        tree.CheckInvariants();
        if (!coalesce) Assert.Equal(ranges, tree.Count);

        uint[] keys = [.. Enumerable.Range(0, CodePoints).Select(i => (uint)i)];
        var values = new string[CodePoints];
        var found = new bool[CodePoints];
        Assert.Equal(expected.Count(script => script is not null), tree.GetMany(keys, values, found));
        for (uint key = 0; key < CodePoints; key++)
        {
            bool has = tree.TryGetRange(key, out var range);
            if (has != (expected[key] is not null) || range.Value != expected[key] || range.First > key || range.Last < key) Assert.Fail($"U+{key:X4}: {range}");
            if (found[key] != has || (has && values[key] != expected[key])) Assert.Fail($"U+{key:X4}: GetMany says {values[key]}");
            // A gap, and with coalescing every range, reaches as far as anything else begins.
            if ((!has || coalesce) && range.Last + 1 < CodePoints && expected[range.Last + 1] == expected[key]) Assert.Fail($"U+{key:X4}: {range} ends too early");
            if ((!has || coalesce) && range.First > 0 && expected[range.First - 1] == expected[key]) Assert.Fail($"U+{key:X4}: {range} begins too late");
        }

        Assert.False(tree.TryGetRange(CodePoints, out var beyond));
        Assert.Equal(uint.MaxValue, beyond.Last);
    }
}
