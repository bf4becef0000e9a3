using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Concurrent.Replay;
using Xunit;

namespace Concurrent.Unit.Replay;

/// <summary>
/// The positive control of the prefix mode: something is wrong in the tree, and the readers, the snapshot check and the final check say so.
/// </summary>
public sealed class PrefixWorkloadTests : IDisposable
{
    private readonly WorkloadRig<PrefixWorkload> _rig = new((clock, log) => new PrefixWorkload(Words(), clock, log));

    private PrefixScript Script => _rig.Workload.Script;

    private PrefixTree<long> Tree => _rig.Workload.Tree;

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_right_tree_is_never_reported()
    {
        for (long steps = 40; steps < 3 * Script.Length; steps += 40)
        {
            _rig.ApplyUntil(steps);
            _rig.Workload.OfferSnapshot(steps);
            _rig.Read(200);
        }

        _rig.ApplyUntil((3 * Script.Length) + Script.FirstRoundEnd + 1);
        _rig.Workload.CheckRound(_rig.Clock.Applied);
        Assert.Empty(_rig.Log.First());
        Assert.True(_rig.Tally.Lookups > 0 && _rig.Tally.Scans > 0 && _rig.Tally.Snapshots > 0);
    }

    [Fact]
    public void Every_kind_of_step_occurs_and_each_round_ends_with_all_words()
    {
        Assert.Equal(Enum.GetValues<PrefixVerb>(), Enumerable.Range(0, Script.Length).Select(step => Script[step].Verb).Distinct().Order());
        Assert.Equal(Script.Words.Count, Script.History.CountAt(Script.FirstRoundEnd + 1, dirty: false));
        Assert.Equal(0, Script.History.CountAt(Script.EmptyingEnd + 1, dirty: false));
        Assert.Equal(Script.Words.Count, Script.History.CountAt(Script.Length, dirty: false));
    }

    [Fact]
    public void A_lost_word_is_found_by_the_readers()
    {
        _rig.ApplyUntil(Script.FirstRoundEnd + 1);
        Assert.True(Tree.Remove(Script.Words[7]));
        _rig.Read();
        Assert.Contains(_rig.Log.First(), m => m.What.StartsWith("look-up of", StringComparison.Ordinal));
    }

    [Fact]
    public void A_word_too_many_is_found_by_the_readers()
    {
        _rig.ApplyUntil(Script.EmptyingEnd + 1);
        Assert.True(Tree.IsEmpty && Tree.TryAdd(Script.Words[7], 5));
        _rig.Read();
        Assert.Contains(_rig.Log.First(), m => m.What.StartsWith("prefixes of", StringComparison.Ordinal));
    }

    [Fact]
    public void Something_that_is_no_word_is_found_by_the_readers()
    {
        _rig.ApplyUntil(Script.FirstRoundEnd + 1);
        for (int rank = 0; rank < Script.Words.Count; rank++) Tree.TryAdd([.. Script.Words[rank], (byte)'\''], 5);
        _rig.Read();
        Assert.Contains(_rig.Log.First(), m => m.What.StartsWith("prefixes of", StringComparison.Ordinal));
        Assert.NotNull(new PrefixChecker(Script).CheckMiss("no word"u8, found: true, 5, new StateWindow(1, 1)));
    }

    [Fact]
    public void A_value_of_the_round_before_is_found_by_the_readers()
    {
        _rig.ApplyUntil(Script.Length);
        byte[] word = Script.Words[7];
        Assert.True(Tree.TryGetValue(word, out long value));
        Tree[word] = value - Script.EmptyingEnd;
        _rig.Read();
        Assert.True(_rig.Log.Count > 0);
    }

    [Fact]
    public void A_write_that_was_not_applied_is_found_by_the_readers()
    {
        _rig.ApplyUntil(3);
        _rig.Skip();
        _rig.Read();
        Assert.True(_rig.Log.Count > 0);
    }

    [Fact]
    public void A_longer_prefix_that_was_there_all_the_time_is_missed_a_shorter_one_is_not_enough()
    {
        _rig.ApplyUntil(1);
        var checker = new PrefixChecker(Script);
        byte[] key = [.. Script.Words[Longer()], (byte)'x'];
        int parent = Script.Words.Parent(Longer());
        var window = new StateWindow(1, 1);
        Assert.Null(checker.CheckLongest(key, true, key.Length - 1, 0, window));
        Assert.NotNull(checker.CheckLongest(key, true, Script.Words[parent].Length, 0, window));
        Assert.NotNull(checker.CheckLongest(key, false, 0, 0, window));
        Assert.NotNull(checker.CheckLongest(key, true, key.Length - 1, 1, window));
        Assert.NotNull(checker.CheckLongest(key, true, key.Length + 1, 0, window));
    }

    [Fact]
    public void A_shorter_prefix_is_right_only_in_a_window_that_holds_a_state_without_the_longer_one()
    {
        var checker = new PrefixChecker(Script);
        int step = Enumerable.Range(1, Script.EmptyingEnd).Last(i => Script[i].Verb == PrefixVerb.Remove && Script.Words.Parent(Script[i].First) is int parent and >= 0
            && Script.History.HadThroughout(parent, dirty: false, new StateWindow(i - 1, i + 1)));
        int rank = Script[step].First, shorter = Script.Words.Parent(rank);
        byte[] key = Script.Words[rank];
        long origin = Enumerable.Range(0, step).Last(i => Script.History.TryGetLife(shorter, i, out StateWindow life, out _) && life.First <= step);
        Assert.NotNull(checker.CheckLongest(key, true, Script.Words[shorter].Length, origin, new StateWindow(step - 1, step)));
        Assert.Null(checker.CheckLongest(key, true, Script.Words[shorter].Length, origin, new StateWindow(step - 1, step + 1)));
        Assert.Null(checker.CheckLongest(key, true, Script.Words[shorter].Length, origin, new StateWindow(step + 1, step + 1)));
    }

    [Fact]
    public void Counts_and_walks_over_prefixes_that_cannot_be_are_reported()
    {
        var checker = new PrefixChecker(Script);
        var window = new StateWindow(1, 1);
        Assert.Null(checker.CheckCount(3, 9, 7, window));
        Assert.NotNull(checker.CheckCount(3, 9, 6, window));
        Assert.NotNull(checker.CheckCount(3, 9, 8, window));
        Assert.Null(checker.CheckCount(3, 9, 0, new StateWindow(0, 1)));

        int longer = Longer(), parent = Script.Words.Parent(longer);
        byte[] key = Script.Words[longer];
        var chain = new List<KeyValuePair<ulong, long>>();
        for (int rank = longer; rank >= 0; rank = Script.Words.Parent(rank)) chain.Insert(0, KeyValuePair.Create((ulong)rank, 0L));
        Assert.Null(checker.CheckPrefixesOf(key, chain, window));
        Assert.NotNull(checker.CheckPrefixesOf(key, [.. chain.Skip(1)], window));
        Assert.NotNull(checker.CheckPrefixesOf(key, [.. chain, KeyValuePair.Create(PrefixChecker.NoWord, 0L)], window));
        Assert.NotNull(checker.CheckPrefixesOf(key, [.. chain.SkipLast(1), KeyValuePair.Create((ulong)longer, 9L)], window));
        Assert.True(parent >= 0);
    }

    [Fact]
    public void What_the_writer_finds_other_than_it_left_it_is_reported()
    {
        _rig.ApplyUntil(Script.FirstRoundEnd + 1);
        Tree.Clear();
        _rig.ApplyUntil(Script.FirstRoundEnd + 2);
        Assert.Contains(_rig.Log.First(), m => m.What == "TryRemove");
        _rig.Workload.OfferSnapshot(Script.FirstRoundEnd + 2);
        Assert.Contains(_rig.Log.First(), m => m.What == "Count after");
    }

    [Theory]
    [InlineData((int)PrefixVerb.RemoveFamily, "RemovePrefix")]
    [InlineData((int)PrefixVerb.RenewFamily, "batch")]
    [InlineData((int)PrefixVerb.Discard, "batch")]
    [InlineData((int)PrefixVerb.AddFamily, "batch")]
    [InlineData((int)PrefixVerb.Store, "Store")]
    public void What_a_family_or_a_value_should_have_been_is_known(int verb, string what)
    {
        int step = Enumerable.Range(0, Script.FirstRoundEnd).First(i => Script[i].Verb == (PrefixVerb)verb && (Script[i].Number > 0 || Script[i].Verb == PrefixVerb.Store));
        _rig.ApplyUntil(step);
        if (verb == (int)PrefixVerb.AddFamily) for (int rank = Script[step].First; rank <= Script[step].Last; rank++) Tree.TryAdd(Script.Words[rank], 1);
        else Tree.Clear();
        _rig.ApplyUntil(step + 1);
        Assert.Equal(what, Assert.Single(_rig.Log.First()).What);
    }

    [Fact]
    public void A_snapshot_is_verified_against_its_own_state_and_one_that_differs_is_found()
    {
        _rig.ApplyUntil(60);
        _rig.Workload.OfferSnapshot(60);
        _rig.ApplyUntil(Script.FirstRoundEnd + 1);
        _rig.Reader.VerifyPendingSnapshot();
        Assert.Equal((1, 0), (_rig.Tally.Snapshots, _rig.Log.Count));

        Tree["no word at all"] = 1;
        _rig.Workload.OfferSnapshot(Script.FirstRoundEnd + 1);
        long before = _rig.Log.Count;
        _rig.Reader.VerifyPendingSnapshot();
        Assert.True(_rig.Log.Count > before);
    }

    [Fact]
    public void A_wrong_final_state_is_found_in_the_tree_and_in_its_snapshot()
    {
        _rig.ApplyUntil(Script.FirstRoundEnd + 1);
        _rig.Workload.CheckRound(Script.FirstRoundEnd + 1);
        Assert.Equal(0, _rig.Log.Count);
        Assert.True(Tree.Remove(Script.Words[0]));
        _rig.Workload.CheckRound(Script.FirstRoundEnd + 1);
        Assert.True(_rig.Log.Count >= 2);
    }

    [Fact]
    public void Bad_lines_are_named()
    {
        using var folder = new ScratchFolder();
        Assert.Equal(2, Refused("a\n\nb\n"u8));
        Assert.Equal(3, Refused("a\nb\na\n"u8));
        Assert.Equal(1, Refused([0xff, 0x0a]));
        Assert.Equal(1, Refused(""u8));
        Assert.Equal(2, Refused("a\nb"u8));

        int Refused(ReadOnlySpan<byte> text)
        {
            byte[] bytes = text.ToArray();
            return Assert.Throws<InputException>(() => WordList.Load(folder.Write("t.txt", bytes))).Line;
        }
    }

    [Fact]
    public void The_list_that_comes_with_the_program_is_whole()
    {
        var words = WordList.Load(WordList.BundledPath);
        Assert.Equal((104_334, 23), (words.Count, words.Longest));
        Assert.Equal(words.RankOf("zygote"u8), words.Parent(words.RankOf("zygotes"u8)));
        Assert.Equal(words.RankOf("zygotes"u8), words.LongestOf("zygotesque"u8));
        (int first, int last) = words.Family("zygo"u8);
        Assert.Equal(("zygote", "zygotes"), (words.Text(first), words.Text(last)));
        Assert.Equal(-1, words.LongestOf("1"u8));
    }

#if !DEBUG
    [Fact]
    public void Checked_reads_allocate_only_the_prefixes_of_their_walks()
    {
        _rig.ApplyUntil(100);
        _rig.Read(5000);
        long scans = _rig.Tally.Scans;
        long bytes = _rig.BytesRead(5000);
        Assert.InRange(bytes, 0, (_rig.Tally.Scans - scans) / 2 * (24 + Script.Words.Longest + 8 + 8));
        Assert.Equal(0, _rig.Log.Count);
    }
#endif

    /// <summary>A word that begins with another one.</summary>
    private int Longer() => Enumerable.Range(0, Script.Words.Count).First(rank => Script.Words.Parent(rank) >= 0);

    /// <summary>Words of few letters, many of which begin with others, in more than one script.</summary>
    private static WordList Words()
    {
        var random = new Random(5);
        string[] letters = ["a", "b", "e", "s", "\u00e9", "\U0001F600"];
        HashSet<string> words = [];
        while (words.Count < 300) words.Add(string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => letters[random.Next(letters.Length)])));
        return WordList.Of("t.txt", words.Select(Encoding.UTF8.GetBytes));
    }
}
