using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Concurrent.Unit.Maples;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>The page cache of a real database process: what radix trees with tags were made for. At each write-back exactly as many pages must be dirty as the kernel found.</summary>
public class PageCacheTests
{
    private const int Dirty = 0;
    private const int Writeback = 1;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_write_back_finds_as_many_dirty_pages_as_the_kernel_did(bool aside)
    {
        var files = new Dictionary<int, RadixTree<long>>();
        int events = 0, writeBacks = 0;
        long written = 0;
        foreach (string line in RealFile.OfReplay("sqlite-wal.pc.gz"))
        {
            if (line[0] == '#') continue;
            string[] fields = line.Split(' ');
            if (!files.TryGetValue(int.Parse(fields[1], CultureInfo.InvariantCulture), out var file)) files.Add(int.Parse(fields[1], CultureInfo.InvariantCulture), file = new());
            ulong index = ulong.Parse(fields[2], CultureInfo.InvariantCulture);
            switch (fields[0])
            {
                case "+":
                    Assert.False(file.ContainsKey(index), line);
                    file.StoreRange(index, Last(index, fields[3]), events);
                    break;
                case "-":
                    Assert.Equal(1, file.RemoveRange(index, Last(index, fields[3])));
                    break;
                case "D":
                    Assert.True(file.SetTag(index, Dirty), line);
                    break;
                case "W":
                    ulong last = ulong.Parse(fields[3], CultureInfo.InvariantCulture);
                    long expected = long.Parse(fields[4], CultureInfo.InvariantCulture);
                    Assert.True(expected == (aside ? WriteBackInBatch(file, index, last) : WriteBack(file, index, last)), line);
                    writeBacks++;
                    written += expected;
                    break;
                default:
                    Assert.Fail($"unknown operation: {line}");
                    break;
            }

            if (++events % 10_000 == 0) Check(files.Values);
        }

        Assert.Equal((120_731, 1_416), (events, writeBacks));
        Assert.True(written > 10_000, $"only {written} pages were written back");
        Check(files.Values);
    }

    private static ulong Last(ulong index, string order) => index + (1ul << int.Parse(order, CultureInfo.InvariantCulture)) - 1;

    /// <summary>As write_cache_pages() does it: what is dirty now is marked, 4,096 pages at a time, so that the loop ends even if pages become dirty meanwhile; then those marked are written.</summary>
    private static long WriteBack(RadixTree<long> file, ulong first, ulong last)
    {
        long marked = 0;
        ulong at = first;
        while (file.RetagRange(at, last, Dirty, Writeback, 4_096, out at) is > 0 and var more)
        {
            marked += more;
            if (more < 4_096) break;
        }

        long written = 0;
        foreach (var (index, _) in file.EnumerateTagged(Writeback, first, last))
        {
            Assert.True(file.ClearTag(index, Dirty));
            Assert.True(file.ClearTag(index, Writeback));
            written++;
        }

        Assert.Equal(marked, written);
        Assert.Empty(new TreeAccess<long>(file).Tagged(Dirty, first, last));
        Assert.False(file.IsAnyTagged(Writeback));
        return written;
    }

    /// <summary>The same as one step for readers.</summary>
    private static long WriteBackInBatch(RadixTree<long> file, ulong first, ulong last)
    {
        var before = file.Snapshot();
        using var batch = file.BeginBatch();
        ulong[] dirty = [.. new BatchAccess<long>(batch).Tagged(Dirty, first, last).Select(page => page.First)];
        foreach (ulong index in dirty) Assert.True(batch.ClearTag(index, Dirty));
        Assert.Equal(dirty.Length == 0 && !before.IsAnyTagged(Dirty), !file.IsAnyTagged(Dirty));
        batch.Commit();
        Assert.Equal(dirty, new SnapshotReads<long>(before).Tagged(Dirty, first, last).Select(page => page.First));
        Assert.Empty(new TreeAccess<long>(file).Tagged(Dirty, first, last));
        return dirty.Length;
    }

    private static void Check(IEnumerable<RadixTree<long>> files)
    {
        foreach (var file in files) file.CheckInvariants();
    }
}
