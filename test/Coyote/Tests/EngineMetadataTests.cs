using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Exploration.Tests;

public class EngineMetadataTests
{
    private static readonly HashSet<Type> Shims =
    [
        typeof(Concurrent.Volatile), typeof(Concurrent.Interlocked), typeof(Concurrent.SpinWait), typeof(Concurrent.Lock), typeof(Concurrent.Thread), typeof(Concurrent.Environment),
        typeof(Concurrent.GC), typeof(Concurrent.AutoResetEvent), typeof(Concurrent.Channel), typeof(Concurrent.Channel<>), typeof(Concurrent.BoundedChannelOptions),
        typeof(Concurrent.ThreadStaticAttribute), typeof(ProcessWideBarrier), typeof(Completion),
    ];

    private static IEnumerable<Type> Library => typeof(RcuDomain).Assembly.GetTypes()
        .Where(type => type.Namespace is "Concurrent" || type.Namespace?.StartsWith("Concurrent.", StringComparison.Ordinal) == true)
        .Where(type => !Shims.Contains(Outermost(type)));

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    [Fact]
    public void No_library_code_calls_a_real_shared_memory_operation()
    {
        Assert.True(Library.Count() > 50);
        Assert.Empty(Library.SelectMany(SharedMemoryCalls.Of));
    }

    [Fact]
    public void The_scan_finds_real_operations_where_there_are_any()
    {
        string[] found = [.. SharedMemoryCalls.Of(typeof(Control)), .. SharedMemoryCalls.Of(typeof(GenericControl<>))];
        Assert.Contains(found, call => call.EndsWith("System.Threading.Interlocked.Increment", StringComparison.Ordinal));
        Assert.Contains(found, call => call.EndsWith("System.Threading.Volatile.Read", StringComparison.Ordinal));
        Assert.Contains(found, call => call.Contains("System.Threading.Monitor.", StringComparison.Ordinal));
        Assert.Contains(found, call => call.Contains("System.Threading.Channels.Channel.", StringComparison.Ordinal));
        Assert.Contains(found, call => call.EndsWith("System.Environment.get_TickCount64", StringComparison.Ordinal));
        Assert.Contains(found, call => call.EndsWith("is a volatile field", StringComparison.Ordinal));
        Assert.Contains(found, call => call.EndsWith("is a real thread-static", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_thread_static_of_the_library_is_exchanged_when_threads_are()
    {
        string[] marked = [.. Library.SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.IsDefined(typeof(Concurrent.ThreadStaticAttribute))).Select(field => field.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(["KnownId", "LastSlot", "ReclaimerOf", "Slots", "WriterLocksHeld"], marked);
    }

    private static class Control
    {
        [ThreadStatic]
        private static int mine;

        private static volatile int seen;

        internal static long Use(object gate)
        {
            lock (gate) Interlocked.Increment(ref mine);
            seen = Volatile.Read(ref mine);
            return Environment.TickCount64 + seen;
        }
    }

    private static class GenericControl<T>
    {
        internal static System.Threading.Channels.Channel<T> Use() => System.Threading.Channels.Channel.CreateBounded<T>(1);
    }
}
