using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;

namespace Stress.Engine;

/// <summary>What a worker is doing, as a stack, and the last things it began. Written by the worker without a fence, read by the watchdog: only a report.</summary>
internal sealed class ActivityLog
{
    private const int Kept = 16;

    private readonly string?[] stack = new string?[Kept];
    private readonly long[] stackDetails = new long[Kept];
    private readonly string?[] last = new string?[Kept];
    private readonly long[] lastDetails = new long[Kept];
    private int depth;
    private long begun;

    /// <summary>How many activities were ever begun.</summary>
    internal long Begun => Volatile.Read(ref begun);

    internal ActivityScope Begin(string activity, long detail)
    {
        int place = (int)(begun & (Kept - 1));
        last[place] = activity;
        lastDetails[place] = detail;
        if (depth < Kept)
        {
            stack[depth] = activity;
            stackDetails[depth] = detail;
        }

        Volatile.Write(ref depth, depth + 1);
        Volatile.Write(ref begun, begun + 1);
        return new ActivityScope(this);
    }

    internal void End() => Volatile.Write(ref depth, depth - 1);

    /// <summary>The open activities, outermost first.</summary>
    internal IReadOnlyList<string> Open()
    {
        var lines = new List<string>();
        int open = Math.Min(Volatile.Read(ref depth), Kept);
        for (int i = 0; i < open; i++) lines.Add(Text(stack[i], stackDetails[i]));
        return lines;
    }

    /// <summary>The last activities begun, newest first.</summary>
    internal IReadOnlyList<string> Last()
    {
        var lines = new List<string>();
        long end = Begun;
        for (long i = end - 1; i >= Math.Max(0, end - Kept); i--) lines.Add(Text(last[i & (Kept - 1)], lastDetails[i & (Kept - 1)]));
        return lines;
    }

    private static string Text(string? activity, long detail) =>
        detail == 0 ? activity ?? "" : string.Create(CultureInfo.InvariantCulture, $"{activity} {detail}");
}
