using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>What every writing member does with the values of a tree that owns them (V1).</summary>
public class OwnedWriteTests
{
    private sealed record Story(Action<OwnedBed> Write, int[] Disposed, int[] HandedOut);

    private static readonly Dictionary<string, Story> Stories = new()
    {
        ["indexer"] = Disposes(bed => bed.Tree[5] = new Probe(), 5),
        ["indexer, null"] = Disposes(bed => bed.Tree[5] = null, 5),
        ["indexer, absent"] = Disposes(bed => bed.Tree[99] = new Probe()),
        ["indexer, the same"] = Disposes(bed => bed.Tree[5] = bed.Values[5]),
        ["TryUpdate"] = Disposes(bed => Assert.True(bed.Tree.TryUpdate(5, new Probe())), 5),
        ["TryUpdate, the same"] = Disposes(bed => Assert.True(bed.Tree.TryUpdate(5, bed.Values[5]))),
        ["TryUpdate, compared"] = Disposes(bed => Assert.True(bed.Tree.TryUpdate(5, new Probe(), bed.Values[5])), 5),
        ["TryUpdate, another"] = Disposes(bed => Assert.False(bed.Tree.TryUpdate(5, new Probe(), bed.Values[6]))),
        ["AddOrUpdate, value"] = Disposes(bed => bed.Tree.AddOrUpdate(5, new Probe(), (_, _) => new Probe()), 5),
        ["AddOrUpdate, the old value"] = Disposes(bed => bed.Tree.AddOrUpdate(5, new Probe(), (_, old) => old)),
        ["AddOrUpdate, the present value given"] = Disposes(bed => bed.Tree.AddOrUpdate(5, bed.Values[5], (_, _) => new Probe()), 5),
        ["AddOrUpdate, functions"] = Disposes(bed => bed.Tree.AddOrUpdate(5, _ => new Probe(), (_, _) => new Probe()), 5),
        ["GetOrAdd"] = Disposes(bed => Assert.Same(bed.Values[5], bed.Tree.GetOrAdd(5, new Probe()))),
        ["GetOrAdd, the same"] = Disposes(bed => Assert.Same(bed.Values[5], bed.Tree.GetOrAdd(5, bed.Values[5]))),
        ["TryUpdateOrRemove, set"] = Disposes(bed => bed.Tree.TryUpdateOrRemove(5, (_, _) => EntryChange<Probe?>.Set(new Probe())), 5),
        ["TryUpdateOrRemove, remove"] = Disposes(bed => bed.Tree.TryUpdateOrRemove(5, (_, _) => EntryChange<Probe?>.Remove), 5),
        ["TryUpdateOrRemove, set the same"] = Disposes(bed => bed.Tree.TryUpdateOrRemove(5, (_, old) => EntryChange<Probe?>.Set(old))),
        ["AddUpdateOrRemove, remove"] = Disposes(bed => bed.Tree.AddUpdateOrRemove(5, _ => EntryChange<Probe?>.Keep, (_, _) => EntryChange<Probe?>.Remove), 5),
        ["Remove"] = Disposes(bed => Assert.True(bed.Tree.Remove(5)), 5),
        ["Remove, absent"] = Disposes(bed => Assert.False(bed.Tree.Remove(99))),
        ["TryRemove, pair"] = Disposes(bed => Assert.True(bed.Tree.TryRemove(KeyValuePair.Create<int, Probe?>(5, bed.Values[5]))), 5),
        ["TryRemove, another pair"] = Disposes(bed => Assert.False(bed.Tree.TryRemove(KeyValuePair.Create<int, Probe?>(5, bed.Values[6])))),
        ["IDictionary.Remove"] = Disposes(bed => ((IDictionary<int, Probe?>)bed.Tree).Remove(5), 5),
        ["ICollection.Remove"] = Disposes(bed => ((ICollection<KeyValuePair<int, Probe?>>)bed.Tree).Remove(new(5, bed.Values[5])), 5),
        ["alternate Remove"] = Disposes(bed => Assert.True(ByName(bed).Remove("5")), 5),
        ["alternate setter"] = Disposes(bed => SetByName(bed, "5"), 5),
        ["alternate TryUpdate"] = Disposes(bed => Assert.True(ByName(bed).TryUpdate("5", new Probe())), 5),
        ["RemoveRange, one"] = Disposes(bed => bed.Tree.RemoveRange(KeyRange<int>.Inclusive(5, 5)), 5),
        ["RemoveRange, leaves"] = Disposes(bed => bed.Tree.RemoveRange(KeyRange<int>.Inclusive(3, 30)), [.. Enumerable.Range(3, 28)]),
        ["RemoveRange, the beginning"] = Disposes(bed => bed.Tree.RemoveRange(KeyRange<int>.LessThan(11)), [.. Enumerable.Range(0, 11)]),
        ["RemoveRange, all"] = Disposes(bed => bed.Tree.RemoveRange(KeyRange<int>.All), [.. Enumerable.Range(0, 40)]),
        ["Clear"] = Disposes(bed => bed.Tree.Clear(), [.. Enumerable.Range(0, 40)]),
        ["TakeAll"] = Disposes(bed => bed.Tree.TakeAll().Dispose(), [.. Enumerable.Range(0, 40)]),
        ["Drain"] = Disposes(bed => bed.Tree.Drain(0, (_, _, value, _) => value!.AssertAlive()), [.. Enumerable.Range(0, 40)]),
        ["Drain, a visitor that throws"] = Disposes(
            bed => Assert.Throws<PlantedException>(() => bed.Tree.Drain(0, (_, _, _, _) => throw new PlantedException())), [.. Enumerable.Range(0, 40)]),
        ["Load"] = Disposes(bed => bed.Tree.Load([new(1, bed.Values[1]), new(2, bed.Values[7]), new(3, new Probe()), new(4, null)]), [.. Enumerable.Range(0, 40).Where(key => key is not (1 or 7))]),
        ["Load, not ascending"] = Disposes(bed => Assert.Throws<ArgumentException>(() => bed.Tree.Load([new(2, new Probe()), new(1, new Probe())]))),
        ["SetRange"] = Disposes(bed => bed.Tree.SetRange([new(5, new Probe()), new(6, bed.Values[6]), new(7, new Probe()), new(7, bed.Values[7]), new(99, new Probe())]), 5),
        ["AddRange, present"] = Disposes(bed => Assert.Throws<ArgumentException>(() => bed.Tree.AddRange([new(99, new Probe()), new(5, new Probe())]))),
        ["TryRemove"] = HandsOut(bed => Is(bed, 5, bed.Tree.TryRemove(5, out var value), 5, value), 5),
        ["alternate TryRemove"] = HandsOut(bed => InSection(bed, () => Is(bed, 5, ByName(bed).TryRemove("5", out var value), 5, value)), 5),
        ["TryRemoveFirst"] = HandsOut(bed => Is(bed, 0, bed.Tree.TryRemoveFirst(out int key, out var value), key, value), 0),
        ["TryRemoveLast"] = HandsOut(bed => Is(bed, 39, bed.Tree.TryRemoveLast(out int key, out var value), key, value), 39),
        ["TryRemoveFirstUpTo"] = HandsOut(bed => Is(bed, 0, bed.Tree.TryRemoveFirstUpTo(3, out int key, out var value), key, value), 0),
        ["batch: indexer"] = InBatch((bed, batch) => batch[5] = new Probe(), 5),
        ["batch: Remove"] = InBatch((bed, batch) => batch.Remove(5), 5),
        ["batch: RemoveRange"] = InBatch((bed, batch) => batch.RemoveRange(KeyRange<int>.Inclusive(3, 30)), [.. Enumerable.Range(3, 28)]),
        ["batch: Clear"] = InBatch((bed, batch) => batch.Clear(), [.. Enumerable.Range(0, 40)]),
        ["batch: TryRemoveFirst"] = new Story(bed => Commit(bed, (it, batch) => batch.TryRemoveFirst(out _, out _)), [], [0]),
        ["batch: TryRemove"] = new Story(bed => Commit(bed, (it, batch) => batch.TryRemove(5, out _)), [], [5]),
        ["batch: SetRange"] = InBatch((bed, batch) => batch.SetRange([new(5, new Probe()), new(7, new Probe()), new(7, bed.Values[7])]), 5),
        ["batch: AddOrUpdate"] = InBatch((bed, batch) => batch.AddOrUpdate(5, new Probe(), static (_, _, _) => new Probe(), 0), 5),
        ["batch: TryUpdateOrRemove"] = InBatch((bed, batch) => batch.TryUpdateOrRemove(5, static (_, _, _) => EntryChange<Probe?>.Remove, 0), 5),
    };

    public static TheoryData<string, int> EveryWrite
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in Stories.Keys)
            {
                data.Add(name, 4);
                data.Add(name, TreeOf.FullCapacity);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public void A_write_disposes_once_what_it_takes_out_and_nothing_else(string name, int capacity)
    {
        using var bed = new OwnedBed(capacity);
        Do(bed, Stories[name]);
        bed.AssertDisposed(Stories[name].Disposed);
        bed.AssertAllDisposedInTheEnd(Stories[name].HandedOut);
    }

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public void While_a_reader_is_inside_nothing_that_it_may_have_found_is_disposed(string name, int capacity)
    {
        using var bed = new OwnedBed(capacity);
        using (var reader = ParkedReader.Enter(bed.Domain, () => Assert.All(bed.Values, value => value.AssertAlive())))
        {
            Do(bed, Stories[name]);
            reader.Release();
        }

        bed.AssertDisposed(Stories[name].Disposed);
    }

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public void While_a_snapshot_lives_nothing_that_it_sees_is_disposed(string name, int capacity)
    {
        using var bed = new OwnedBed(capacity);
        using (bed.Tree.Snapshot())
        {
            Do(bed, Stories[name]);
            using var late = bed.Tree.Snapshot();
            bed.AssertDisposed();
        }

        bed.AssertDisposed(Stories[name].Disposed);
        bed.AssertAllDisposedInTheEnd(Stories[name].HandedOut);
    }

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public void A_snapshot_that_is_taken_afterwards_holds_nothing_back(string name, int capacity)
    {
        using var bed = new OwnedBed(capacity);
        Do(bed, Stories[name]);
        using var late = bed.Tree.Snapshot();
        bed.AssertDisposed(Stories[name].Disposed);
    }

    [Fact]
    public void Every_disposal_runs_on_the_domains_thread_outside_locks_and_sections()
    {
        using var bed = new OwnedBed(entries: 0);
        int written = 0;
        var value = new Probe { OnDispose = () => { bed.Tree[2] = new Probe(); bed.Domain.DisposeLater(new Probe()); Assert.False(bed.Domain.IsInReadSection); written++; } };
        bed.Tree[1] = value;
        bed.Tree.Remove(1);
        bed.Settle();
        Assert.Equal(1, written);
        Assert.True(bed.Tree.ContainsKey(2));
    }

    [Fact]
    public void What_a_disposal_throws_is_reported_and_keeps_no_other_value_from_being_disposed()
    {
        using var bed = new OwnedBed(entries: 0);
        var failures = new List<Exception>();
        bed.Domain.CallbackFailed += (_, e) => failures.Add(e.Exception);
        Probe[] values = [new(), Probe.Failing(), new(), Probe.Failing(), new()];
        for (int i = 0; i < values.Length; i++) bed.Tree[i] = values[i];
        bed.Tree.Clear();
        bed.Settle();
        Assert.All(values, value => value.AssertDisposedOnce());
        Assert.Equal(2, Assert.IsType<AggregateException>(Assert.Single(failures)).InnerExceptions.Count);
    }

    [Fact]
    public void A_write_that_fails_disposes_nothing()
    {
        var comparer = new FailingComparer();
        using var bed = new OwnedBed(comparer: comparer);
        Action[] writes =
        [
            () => bed.Tree[5] = new Probe(),
            () => bed.Tree.Remove(5),
            () => bed.Tree.RemoveRange(KeyRange<int>.Inclusive(3, 30)),
            () => bed.Tree.SetRange([new(5, new Probe()), new(6, new Probe())]),
            () => bed.Tree.Load([new(5, new Probe()), new(6, new Probe())]),
        ];
        foreach (Action write in writes)
        {
            for (int compare = 1; ; compare++)
            {
                comparer.ArmAt(compare);
                Exception? thrown = Record.Exception(write);
                comparer.Disarm();
                if (thrown is null) break;
                Assert.IsType<PlantedException>(thrown);
                bed.Tree.Add(1000, new Probe()); // whatever was noted must not cling to the next write
                bed.Tree.Remove(1000);
                using (bed.Domain.EnterRead()) foreach ((_, Probe? value) in bed.Tree) value!.AssertAlive();
                bed.Settle();
                using (bed.Domain.EnterRead()) foreach ((_, Probe? value) in bed.Tree) value!.AssertAlive();
            }
        }

        bed.AssertAllDisposedInTheEnd();
    }

    private static void Do(OwnedBed bed, Story story)
    {
        using ReadSection section = bed.Domain.EnterRead(); // for those members that show a value to somebody
        story.Write(bed);
    }

    private static void Is(OwnedBed bed, int expected, bool found, int key, Probe? value)
    {
        Assert.True(found);
        Assert.Equal(expected, key);
        Assert.Same(bed.Values[expected], value);
    }

    private static void InSection(OwnedBed bed, Action read)
    {
        using ReadSection section = bed.Domain.EnterRead();
        read();
    }

    private static BPlusTree<int, Probe?>.AlternateLookup<string> ByName(OwnedBed bed) => bed.Tree.GetAlternateLookup(Numerals.Instance);

    private static void SetByName(OwnedBed bed, string name)
    {
        var lookup = ByName(bed);
        lookup[name] = new Probe();
    }

    private static Story Disposes(Action<OwnedBed> write, params int[] keys) => new(write, keys, []);

    private static Story HandsOut(Action<OwnedBed> write, params int[] keys) => new(write, [], keys);

    private delegate void BatchBody(OwnedBed bed, BPlusTree<int, Probe?>.Batch batch);

    private static Story InBatch(BatchBody body, params int[] keys) => new(bed => Commit(bed, body), keys, []);

    private static void Commit(OwnedBed bed, BatchBody body)
    {
        using var batch = bed.Tree.BeginBatch();
        body(bed, batch);
        batch.Commit();
    }

    /// <summary>Numbers by their names.</summary>
    private sealed class Numerals : IAlternateComparer<string, int>
    {
        public static readonly Numerals Instance = new();

        public int Compare(string alternate, int key) => Create(alternate).CompareTo(key);

        public int Create(string alternate) => int.Parse(alternate, System.Globalization.CultureInfo.InvariantCulture);
    }
}
