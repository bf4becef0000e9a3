using System;
using System.Collections.Generic;
using System.Linq;
using Stress.Faults;
using Stress.Scaling;
using Xunit;

namespace Stress.Tests;

/// <summary>The measurement of scaling: that it measures what it says, not what comes out.</summary>
public sealed class ScaleTests
{
    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(2, new[] { 1, 2 })]
    [InlineData(6, new[] { 1, 2, 4, 6 })]
    [InlineData(8, new[] { 1, 2, 4, 8 })]
    public void Readers_double_up_to_the_cores(int cores, int[] expected) => Assert.Equal(expected, ScaleOptions.ReadersFor(cores));

    [Fact]
    public void Each_tree_is_measured_with_each_number_of_readers_with_and_without_a_writer()
    {
        var options = new ScaleOptions { Readers = [1, 2], Entries = 1_000, Rounds = 1, Round = TimeSpan.FromMilliseconds(10) };
        var told = new List<ScaleRow>();
        IReadOnlyList<ScaleRow> rows = ScaleRunner.Run(options, told.Add);
        Assert.Equal(rows, told);
        Assert.Equal(3 * 2 * 2, rows.Count);
        Assert.Equal(3, rows.Select(row => row.Tree).Distinct().Count());
        Assert.All(rows, row =>
        {
            Assert.True(row.LookUpsPerSecond > 0);
            Assert.Equal(row.Writers > 0, row.ChangesPerSecond > 0);
            Assert.Equal(row.Readers + row.Writers > Environment.ProcessorCount, row.Oversubscribed);
        });
        Assert.All(rows.Where(row => row is { Readers: 1, Writers: 0 }), row => Assert.Equal(1, row.Efficiency));
        Assert.Equal(2 + rows.Count, ScaleTable.Markdown(rows).TrimEnd().Split('\n').Length);
    }

    [Fact]
    public void The_writer_changes_only_what_nobody_looks_for()
    {
        foreach (Func<int, ScaleTree> make in ScaleRunner.Trees)
        {
            ScaleTree tree = make(500);
            int place = 0, position = 0;
            for (int round = 0; round < 4; round++)
            {
                tree.Change(250, ref position);
                Assert.Equal(500, tree.LookUp(500, ref place));
            }
        }
    }

    [Fact]
    public void The_plain_build_has_no_asserts() => Assert.NotEqual(StressProgram.Compiler(poisoned: true).Compile([]).Length, StressProgram.Compiler(poisoned: false).Compile([]).Length);
}
