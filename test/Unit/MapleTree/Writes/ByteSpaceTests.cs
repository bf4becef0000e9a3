using System;
using System.Collections.Generic;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>Every write against an array of 256 values: with keys of one byte, ends and seams of the key space are met all the time.</summary>
public class ByteSpaceTests
{
    public static TheoryData<int, bool, bool, int> Trees()
    {
        var data = new TheoryData<int, bool, bool, int>();
        foreach (int capacity in new[] { 4, 5, 8, 32 })
        {
            foreach (bool gaps in new[] { false, true })
            {
                foreach (bool coalesce in new[] { false, true }) data.Add(capacity, gaps, coalesce, (capacity * 4) + (gaps ? 2 : 0) + (coalesce ? 1 : 0));
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Trees))]
    public void Random_writes_leave_what_an_array_would_hold(int capacity, bool gaps, bool coalesce, int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 30; round++)
        {
            var tree = new MapleTree<byte, int>(new MapleTreeOptions<byte, int> { NodeCapacity = capacity, TrackGaps = gaps, Coalesce = coalesce });
            var model = new ByteModel();
            int widest = 1 << random.Next(9);
            for (int step = 0; step < 300; step++)
            {
                Write(tree, model, random, widest);
                tree.CheckInvariants();
                if (step % 20 == 0) model.AssertSame(tree);
            }

            model.AssertSame(tree);
        }
    }

    [Theory]
    [MemberData(nameof(Trees))]
    public void Random_batches_leave_what_an_array_would_hold_or_nothing(int capacity, bool gaps, bool coalesce, int seed)
    {
        var random = new Random(-seed);
        var tree = new MapleTree<byte, int>(new MapleTreeOptions<byte, int> { NodeCapacity = capacity, TrackGaps = gaps, Coalesce = coalesce });
        var model = new ByteModel();
        for (int round = 0; round < 200; round++)
        {
            var inside = new ByteModel(model);
            bool commit = random.Next(3) > 0;
            int widest = 1 << random.Next(9);
            using (MapleTree<byte, int>.Batch batch = tree.BeginBatch())
            {
                for (int step = random.Next(30); step > 0; step--)
                {
                    (byte first, byte last) = ByteModel.Range(random, widest);
                    int value = random.Next(4);
                    switch (random.Next(10))
                    {
                        case < 5:
                            batch.StoreRange(first, last, value);
                            inside.Store(first, last, value);
                            break;
                        case < 8:
                            Assert.Equal(inside.Any(first, last), batch.RemoveRange(first, last));
                            inside.Store(first, last, null);
                            break;
                        case 8:
                            Assert.Equal(!inside.Any(first, last), batch.TryAddRange(first, last, value));
                            inside.TryAdd(first, last, value);
                            break;
                        default:
                            if (random.Next(10) > 0) break;
                            batch.Clear();
                            inside.Store(0, 255, null);
                            break;
                    }

                    tree.CheckBatch();
                    tree.CheckInvariants();
                }

                if (commit) batch.Commit();
            }

            if (commit) model = inside;
            tree.CheckInvariants();
            model.AssertSame(tree);
        }
    }

    private static void Write(MapleTree<byte, int> tree, ByteModel model, Random random, int widest)
    {
        (byte first, byte last) = ByteModel.Range(random, widest);
        int value = random.Next(4);
        switch (random.Next(12))
        {
            case < 5:
                tree.StoreRange(first, last, value);
                model.Store(first, last, value);
                break;
            case < 8:
                Assert.Equal(model.Any(first, last), tree.RemoveRange(first, last));
                model.Store(first, last, null);
                break;
            case < 10:
                Assert.Equal(!model.Any(first, last), tree.TryAddRange(first, last, value));
                model.TryAdd(first, last, value);
                break;
            case 10:
                bool there = model.Any(first, first);
                Assert.Equal(there, tree.TryRemoveContaining(first, out RangeEntry<byte, int> removed));
                Assert.Equal(there, removed.HasValue);
                Assert.InRange(first, removed.First, removed.Last);
                if (there) model.Store(removed.First, removed.Last, null);
                break;
            default:
                tree.Store(first, value);
                model.Store(first, first, value);
                break;
        }
    }

    /// <summary>What is at each of 256 keys.</summary>
    private sealed class ByteModel
    {
        private readonly int?[] at = new int?[256];

        public ByteModel()
        {
        }

        public ByteModel(ByteModel other) => other.at.CopyTo(at, 0);

        public static (byte First, byte Last) Range(Random random, int widest)
        {
            int first = random.Next(256), last = Math.Min(255, first + random.Next(widest));
            return random.Next(40) switch
            {
                0 => (0, (byte)last),
                1 => ((byte)first, 255),
                2 => (0, 255),
                _ => ((byte)first, (byte)last),
            };
        }

        public bool Any(byte first, byte last)
        {
            for (int key = first; key <= last; key++)
            {
                if (at[key] is not null) return true;
            }

            return false;
        }

        public void Store(byte first, byte last, int? value)
        {
            for (int key = first; key <= last; key++) at[key] = value;
        }

        public void TryAdd(byte first, byte last, int value)
        {
            if (!Any(first, last)) Store(first, last, value);
        }

        public void AssertSame(MapleTree<byte, int> tree)
        {
            var ranges = new HashSet<byte>();
            for (int key = 0; key < 256; key++)
            {
                Assert.Equal(at[key] is not null, tree.TryGetValue((byte)key, out int value));
                if (at[key] is { } expected) Assert.Equal(expected, value);
                tree.TryGetRange((byte)key, out RangeEntry<byte, int> range);
                Assert.InRange(key, range.First, range.Last);
                for (int other = range.First; other <= range.Last; other++) Assert.Equal(at[key], at[other]);
                if (range.HasValue) ranges.Add(range.First);
                else Assert.True((range.First == 0 || at[range.First - 1] is not null) && (range.Last == 255 || at[range.Last + 1] is not null), "a gap is reported whole");
            }

            Assert.Equal(ranges.Count, tree.Count);
            Assert.Equal(ranges.Count == 0, tree.IsEmpty);
        }
    }
}
