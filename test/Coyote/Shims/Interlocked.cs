using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Exploration;
using Real = System.Threading.Interlocked;

namespace Concurrent;

/// <summary>Stands in for <c>System.Threading.Interlocked</c>: each member is one atomic step and a full fence.</summary>
internal static class Interlocked
{
    [return: NotNullIfNotNull(nameof(location))]
    internal static T CompareExchange<T>(
        ref T location, T value, T comparand, [CallerArgumentExpression(nameof(location))] string name = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        if (self is null) return Real.CompareExchange(ref location, value, comparand)!;
        self.Engine.BeginAtomic(self);
        T before = location;
        bool same = typeof(T).IsValueType ? EqualityComparer<T>.Default.Equals(before, comparand) : ReferenceEquals(before, comparand);
        if (same) location = value;
        self.Engine.EndAtomic(self, ref location, same, same ? "compare-and-swap" : "compare-and-swap fails, found", location, new Site(name, file, line));
        return before!;
    }

    [return: NotNullIfNotNull(nameof(location))]
    internal static T Exchange<T>(
        ref T location, T value, [CallerArgumentExpression(nameof(location))] string name = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        if (self is null) return Real.Exchange(ref location, value)!;
        self.Engine.BeginAtomic(self);
        T before = location;
        location = value;
        self.Engine.EndAtomic(self, ref location, true, "exchange", value, new Site(name, file, line));
        return before!;
    }

    internal static int Increment(
        ref int location, [CallerArgumentExpression(nameof(location))] string name = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        => Add(ref location, 1, name, file, line);

    internal static long Increment(
        ref long location, [CallerArgumentExpression(nameof(location))] string name = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        => Add(ref location, 1, name, file, line);

    internal static int Decrement(
        ref int location, [CallerArgumentExpression(nameof(location))] string name = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        => Add(ref location, -1, name, file, line);

    internal static long Decrement(
        ref long location, [CallerArgumentExpression(nameof(location))] string name = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        => Add(ref location, -1, name, file, line);

    internal static int Add(
        ref int location, int value, [CallerArgumentExpression(nameof(location))] string name = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        if (self is null) return Real.Add(ref location, value);
        self.Engine.BeginAtomic(self);
        int after = location += value;
        self.Engine.EndAtomic(self, ref location, true, "add", after, new Site(name, file, line));
        return after;
    }

    internal static long Add(
        ref long location, long value, [CallerArgumentExpression(nameof(location))] string name = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        if (self is null) return Real.Add(ref location, value);
        self.Engine.BeginAtomic(self);
        long after = location += value;
        self.Engine.EndAtomic(self, ref location, true, "add", after, new Site(name, file, line));
        return after;
    }

    internal static long Or(
        ref long location, long value, [CallerArgumentExpression(nameof(location))] string name = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        if (self is null) return Real.Or(ref location, value);
        self.Engine.BeginAtomic(self);
        long before = location;
        location |= value;
        self.Engine.EndAtomic(self, ref location, true, "or", location, new Site(name, file, line));
        return before;
    }

    internal static long And(
        ref long location, long value, [CallerArgumentExpression(nameof(location))] string name = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        if (self is null) return Real.And(ref location, value);
        self.Engine.BeginAtomic(self);
        long before = location;
        location &= value;
        self.Engine.EndAtomic(self, ref location, true, "and", location, new Site(name, file, line));
        return before;
    }

    internal static long Read(
        ref readonly long location, [CallerArgumentExpression(nameof(location))] string name = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        => Volatile.Read(in location, name, file, line);

    internal static void MemoryBarrier([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        if (self is null) Real.MemoryBarrier();
        else self.Engine.Fence(self, everyThread: false, new Site("", file, line));
    }

    internal static void MemoryBarrierProcessWide([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        if (self is null) Real.MemoryBarrierProcessWide();
        else self.Engine.Fence(self, everyThread: true, new Site("", file, line));
    }
}
