using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Ids;

/// <summary>The file descriptors of a real process, in the order in which it opened and closed them: the kernel always gave it the lowest free one, and ours must be the same.</summary>
public class DescriptorTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_descriptor_is_the_lowest_free_one_and_the_final_set_is_the_recorded_one(bool withValues)
    {
        var ids = new IdAllocator(new IdAllocatorOptions { Last = int.MaxValue });
        var named = new IdAllocator<string>(new IdAllocatorOptions<string> { Last = int.MaxValue });
        int allocated = 0, number = 0;
        foreach (string line in Lines())
        {
            if (line.StartsWith("# final: ", StringComparison.Ordinal))
            {
                Assert.Equal(line["# final: ".Length..].Split(' ').Select(Id), withValues ? named.Select(entry => entry.Key) : ids);
            }

            if (line[0] == '#') continue;
            string[] fields = line.Split(' ');
            ulong id = Id(fields[1]);
            switch (fields[0])
            {
                case "A":
                    ulong from = fields.Length > 2 ? Id(fields[2]) : 0;
                    Assert.True(withValues ? named.TryAllocate(line, from, out ulong found) : ids.TryAllocate(from, out found), line);
                    Assert.Equal(id, found);
                    allocated++;
                    break;
                case "I" or "S":
                    Assert.True(withValues ? named.TryTake(id, line) : ids.TryTake(id), line);
                    break;
                case "F":
                    if (withValues) Assert.True(named.TryFree(id, out _), line);
                    else ids.Free(id);
                    break;
                default:
                    Assert.Fail($"unknown operation: {line}");
                    break;
            }

            number++;
            Assert.Equal(fields[0] != "F", withValues ? named.IsAllocated(id) : ids.IsAllocated(id));
        }

        Assert.Equal((3_156, 1_577), (number, allocated));
        ids.CheckInvariants();
        named.CheckInvariants();
    }

    private static ulong Id(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "jlink.fdtrace.gz"));
        using var plain = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
