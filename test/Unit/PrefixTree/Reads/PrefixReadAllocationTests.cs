using System;
using System.Linq;
using System.Text;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Reads allocate nothing.</summary>
[Collection(Alone.Name)]
public class PrefixReadAllocationTests
{
    [Theory]
    [InlineData("empty")]
    [InlineData("words")]
    [InlineData("umlauts and beyond")]
    [InlineData("paths")]
    [InlineData("random")]
    [InlineData("every byte")]
    [InlineData("a long common prefix")]
    public void Look_ups_and_walks_of_all_kinds_allocate_nothing(string name)
    {
        var contents = PrefixContents.Of(name);
        var tree = contents.Tree();
        var snapshot = tree.Snapshot();
        byte[][] probes = [.. contents.Probes().Take(800)];
        string[] texts = [.. probes.Where(static key => System.Text.Unicode.Utf8.IsValid(key)).Select(Encoding.UTF8.GetString)];
        ReadOnlyMemory<byte>[] many = [.. probes.Select(static key => (ReadOnlyMemory<byte>)key)];
        int[] values = new int[probes.Length];
        bool[] found = new bool[probes.Length];
        var keys = new ReadOnlyMemory<byte>[64];
        int[] page = new int[64];
        var view = tree.EnumeratePrefix("k");
        var range = snapshot.EnumerateRange([], [200]).Descending();
        var prefixes = tree.EnumeratePrefixesOf(probes[^1]);
        long sink = 0;
        Assert.Equal(0, Allocations.Fewest(() =>
        {
            foreach (byte[] key in probes)
            {
                if (tree.TryGetValue(key, out int value)) sink += value;
                if (tree.ContainsKey(key)) sink++;
                if (tree.TryGetLongestPrefix(key, out int matched, out value)) sink += matched + value;
                if (tree.TryGetFloor(key, out var at, out value)) sink += at.Length + value;
                if (tree.TryGetCeiling(key, out at, out value)) sink += at.Length + value;
                if (tree.TryGetLower(key, out at, out value)) sink += at.Length + value;
                if (tree.TryGetHigher(key, out at, out value)) sink += at.Length + value;
                if (snapshot.TryGetLongestPrefix(key, out matched, out value)) sink += matched + value;
                if (snapshot.TryGetFloor(key, out at, out value)) sink += at.Length + value;
            }

            foreach (string text in texts)
            {
                if (tree.TryGetValue(text, out int value)) sink += value;
                if (tree.ContainsKey(text)) sink++;
                if (tree.TryGetLongestPrefix(text, out int matched, out value)) sink += matched + value;
                if (tree.TryGetCeiling(text, out var at, out value)) sink += at.Length + value;
                if (snapshot.TryGetValue(text, out value)) sink += value;
                sink += tree.CountPrefix(text);
            }

            sink += tree.GetMany(many, values, found);
            foreach (var entry in tree) sink += entry.Value;
            foreach (var entry in tree.EnumerateDescending()) sink += entry.Key.Length;
            foreach (var entry in snapshot) sink += entry.Value;
            foreach (var entry in view) sink += entry.Value;
            foreach (var entry in range) sink += entry.Value;
            foreach (var entry in prefixes) sink += entry.Value;
            sink += tree.CopyRange("k", keys, page, out _, out _);
            sink += tree.CountPrefix("");
        }));
        Assert.True(sink >= 0);
    }
}
