using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Every read of a snapshot, while its tree goes on without it.</summary>
public class PrefixSnapshotReadTests
{
    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Look_ups_and_longest_prefixes_find_what_is_there_and_nothing_else(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixReadCheck.LookUps(new PrefixSnapshotReads(Snapshot(contents)), contents);
    }

    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Neighbours_are_the_nearest_keys_on_their_side(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixReadCheck.Neighbours(new PrefixSnapshotReads(Snapshot(contents)), contents);
    }

    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Walks_meet_the_entries_of_their_window_in_order(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixReadCheck.Walks(new PrefixSnapshotReads(Snapshot(contents)), contents);
    }

    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Copies_of_pages_lose_and_repeat_nothing(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixReadCheck.Copies(new PrefixSnapshotReads(Snapshot(contents)), contents);
    }

    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Texts_are_their_bytes(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixReadCheck.Texts(new PrefixSnapshotReads(Snapshot(contents)), contents);
    }

    /// <summary>A snapshot of a tree that has changed since in every way.</summary>
    private static PrefixTreeSnapshot<int> Snapshot(PrefixContents contents)
    {
        PrefixTree<int> tree = contents.Tree();
        PrefixTreeSnapshot<int> snapshot = tree.Snapshot();
        for (int at = 0; at < contents.Keys.Count; at++)
        {
            byte[] key = contents.Keys[at];
            if (at % 3 == 0) Assert.True(tree.Remove(key));
            else if (at % 3 == 1) tree[key] = -1;
            else tree[[.. key, 7]] = -2;
        }

        tree.CheckInvariants();
        return snapshot;
    }
}
