using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Every read of a tree, against a list of what is in it.</summary>
public class PrefixTreeReadTests
{
    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Look_ups_and_longest_prefixes_find_what_is_there_and_nothing_else(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixReadCheck.LookUps(new PrefixTreeReads(contents.Tree()), contents);
    }

    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Neighbours_are_the_nearest_keys_on_their_side(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixReadCheck.Neighbours(new PrefixTreeReads(contents.Tree()), contents);
    }

    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Walks_meet_the_entries_of_their_window_in_order(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixReadCheck.Walks(new PrefixTreeReads(contents.Tree()), contents);
    }

    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Copies_of_pages_lose_and_repeat_nothing(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixReadCheck.Copies(new PrefixTreeReads(contents.Tree()), contents);
    }

    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Texts_are_their_bytes(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixReadCheck.Texts(new PrefixTreeReads(contents.Tree()), contents);
    }
}
