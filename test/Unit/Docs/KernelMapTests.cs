using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Docs;

/// <summary>docs/kernel-map.md says which member does what a kernel call does. It must not promise what is not there.</summary>
public sealed class KernelMapTests
{
    private static readonly PublicMembers Library = PublicMembers.OfTheLibrary();
    private static readonly KernelMapPage Page = KernelMapPage.Load();

    [Fact]
    public void Every_row_can_be_read() => Assert.Empty(Page.Malformed);

    [Fact]
    public void Every_member_that_is_said_to_be_done_exists() => Assert.Empty(Page.Missing(Library));

    [Fact]
    public void No_row_says_planned_for_members_that_are_all_there() => Assert.Empty(Page.Stale(Library));

    [Fact]
    public void No_kernel_name_stands_in_two_rows_of_its_header()
    {
        IEnumerable<string> twice = from row in Page.Rows
                                    from name in row.Kernel
                                    group row by (row.Header, name) into same
                                    where same.Count() > 1
                                    select $"{same.Key.Header}: {same.Key.name}";
        Assert.Empty(twice);
    }

    /// <summary>How many names the headers of Linux 6.12 define, include guards aside: a row that gets lost is missed here.</summary>
    [Theory]
    [InlineData("btree.h", 28)]
    [InlineData("btree-type.h", 55)]
    [InlineData("btree-128.h", 18)]
    [InlineData("radix-tree.h", 67)]
    [InlineData("xarray.h", 218)]
    [InlineData("idr.h", 58)]
    [InlineData("maple_tree.h", 202)]
    public void Every_name_of_the_header_has_its_row(string header, int names) =>
        Assert.Equal(names, Page.Rows.Where(row => row.Header == header).Sum(row => row.Kernel.Count));

    [Theory]
    [InlineData("`BPlusTree.TryAddd`")]
    [InlineData("`BPlussTree.TryAdd`")]
    [InlineData("`BPlusTree<TKey>.TryAdd`")]
    [InlineData("`BPlusTree.Batch.Commmit`")]
    [InlineData("`BPlusTree.TryAdd.TryAdd`")]
    [InlineData("`BPlusTree.CheckInvariants`")]
    [InlineData("`KeyRange.this[]`")]
    [InlineData("`new Enumerator`")]
    public void Control_a_misspelt_member_is_reported(string ours) => Assert.Single(OneRow(ours, "done").Missing(Library));

    [Theory]
    [InlineData("`BPlusTree`")]
    [InlineData("`new BPlusTree`")]
    [InlineData("`BPlusTree.this[]`")]
    [InlineData("`BPlusTree<TKey, TValue>.TryRemove(key, out value)`")]
    [InlineData("`BPlusTree.Batch.Commit`")]
    [InlineData("`KeyRange.AtLeast`, `RcuDomain.Default`")]
    public void Control_a_member_that_is_there_is_not_reported(string ours)
    {
        Assert.Empty(OneRow(ours, "done").Missing(Library));
        Assert.Single(OneRow(ours, "planned").Stale(Library));
    }

    [Fact]
    public void Control_a_planned_row_of_which_one_member_is_still_to_come_is_not_stale() =>
        Assert.Empty(OneRow("`BPlusTree.TryAdd`, `BPlusTree.TryAddd`", "planned").Stale(Library));

    [Theory]
    [InlineData("| `a` | macro | `BPlusTree` | finished | |")]
    [InlineData("| `a` | macro | `BPlusTree` | none | |")]
    [InlineData("| `a` | macro | | done | |")]
    [InlineData("| `a` | macro | done |")]
    public void Control_a_row_that_contradicts_itself_is_reported(string row) => Assert.Single(Table(row).Malformed);

    private static KernelMapPage OneRow(string ours, string status) => Table($"| `a` | macro | {ours} | {status} | |");

    private static KernelMapPage Table(string row) =>
        KernelMapPage.Parse($"## 1.1 include/linux/a.h\n\n| kernel | kind | ours | status | note |\n|---|---|---|---|---|\n{row}\n");
}
