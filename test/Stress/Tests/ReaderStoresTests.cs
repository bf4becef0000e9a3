using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.CompilerServices;
using Concurrent;
using Concurrent.Rcu;
using Xunit;

namespace Stress.Tests;

/// <summary>Readers share no written cache line: a look-up stores to its own thread's slot, and to nothing else that another thread can see.</summary>
public sealed class ReaderStoresTests
{
    private const int CacheLine = 64;

    /// <summary>What a section stores: two words of the thread's own slot, and itself, which lies on the stack.</summary>
    private static readonly string[] OfSection =
    [
        "PaddedReaderState.Depth",
        "ReadSection.depth",
        "ReadSection.slot",
        "ReaderSlot.Announce: Interlocked.MemoryBarrier", // only where readers fence themselves; stores nothing
        "ReaderSlot.Announce: Volatile.Write",
        "ReaderSlot.AnnounceAgain: Interlocked.MemoryBarrier",
        "ReaderSlot.AnnounceAgain: Volatile.Write",
        "ReaderSlot.Leave: Volatile.Write",
    ];

    [Theory]
    [InlineData(typeof(BPlusTree<ulong, long>), "TreeReader.TryGet: stobj")]
    [InlineData(typeof(MapleTree<ulong, long>), "MapleReader.TryGet: stobj")]
    [InlineData(typeof(RadixTree<long>), "RadixReader.TryGet: stobj", "RadixReader.TryGetElsewhere: stobj")]
    public void A_look_up_stores_to_its_own_slot_and_to_the_callers_variable_only(Type tree, params string[] toTheCaller)
    {
        (IReadOnlyCollection<string> stores, int methods) = StoresOf.Find(tree.GetMethod("TryGetValue", [typeof(ulong), typeof(long).MakeByRefType()])!, IsOfEachLookUp);
        Assert.True(methods > 10, $"only {methods} methods were looked at");
        SortedSet<string> expected = new([.. OfSection, .. toTheCaller], StringComparer.Ordinal);
        Assert.Equal(expected, stores);
    }

    [Fact]
    public void The_search_for_stores_finds_those_of_the_writer_lock()
    {
        MethodInfo enter = typeof(WriterLock).GetMethod(nameof(WriterLock.Enter), BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!;
        (IReadOnlyCollection<string> stores, _) = StoresOf.Find(enter, method => true);
        Assert.Contains("WriterLock.Enter: Interlocked.CompareExchange", stores);
        Assert.Contains("ReaderThread.WriterLocksHeld", stores);
    }

    [Fact]
    public void The_words_of_two_slots_are_never_on_one_cache_line()
    {
        PaddedReaderState state = default;
        long start = Unsafe.ByteOffset(ref Unsafe.As<PaddedReaderState, byte>(ref state), ref Unsafe.As<long, byte>(ref state.Epoch));
        long end = Unsafe.ByteOffset(ref Unsafe.As<PaddedReaderState, byte>(ref state), ref Unsafe.As<long, byte>(ref state.Depth)) + sizeof(long);
        Assert.True(start >= CacheLine, $"only {start} bytes before the words");
        Assert.True(Unsafe.SizeOf<PaddedReaderState>() - end >= CacheLine, $"only {Unsafe.SizeOf<PaddedReaderState>() - end} bytes behind the words");
    }

    /// <summary>A thread registers in its first section in a domain, once.</summary>
    private static bool IsOfEachLookUp(MethodBase method) => method.Name != "FindOrRegister";
}
