using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;

namespace Concurrent.Rcu;

/// <summary>Callbacks on their way to the reclaimer: a bounded channel, and an overflow for callers that may not wait. Nothing put in is ever dropped.</summary>
/// <remarks>
/// Any number of threads add; only the reclaimer takes. The channel is never awaited: waiting readers and writers of a channel are resumed by the thread pool, and
/// reclamation must go on when that is starved. So the reclaimer sleeps on a <see cref="Doorbell"/>, and a caller under back-pressure polls for its bounded time.
/// </remarks>
internal sealed class CallbackQueue
{
    private readonly int capacity;
    private readonly Channel<DeferredCallback> channel;
    private readonly Lock gate = new();
    private readonly Queue<DeferredCallback> overflow = new();
    private bool closed;

    internal CallbackQueue(int capacity)
    {
        this.capacity = capacity;
        channel = Channel.CreateBounded<DeferredCallback>(new BoundedChannelOptions(capacity) { SingleReader = true });
    }

    /// <summary>How many wait. Inexact while others add.</summary>
    internal int Count
    {
        get
        {
            using (gate.EnterScope()) return channel.Reader.Count + overflow.Count;
        }
    }

    /// <summary>Adds unless the channel is full or closed.</summary>
    internal bool TryAdd(DeferredCallback callback) => channel.Writer.TryWrite(callback);

    /// <summary>Waits for room, at most so long.</summary>
    internal bool TryAdd(DeferredCallback callback, TimeSpan patience)
    {
        long start = Environment.TickCount64;
        var spinner = new SpinWait();
        while (Environment.TickCount64 - start < patience.TotalMilliseconds)
        {
            spinner.SpinOnce();
            if (channel.Writer.TryWrite(callback)) return true;
            using (gate.EnterScope())
            {
                if (closed) return false;
            }
        }

        return false;
    }

    /// <summary>Adds without waiting and without a bound.</summary>
    /// <returns>Whether it was added: not when the queue is closed.</returns>
    internal bool TryAddOverflow(DeferredCallback callback)
    {
        using (gate.EnterScope())
        {
            if (closed) return false;
            overflow.Enqueue(callback);
            return true;
        }
    }

    /// <summary>Moves what waits into <paramref name="batch"/>: what the channel holds now, and as much of the overflow, or all of it.</summary>
    /// <remarks>Both parts are taken from every time, so neither starves the other; what is added meanwhile stays for the next batch, so this ends.</remarks>
    internal void Take(List<DeferredCallback> batch, bool everything)
    {
        for (int left = channel.Reader.Count; left > 0 && channel.Reader.TryRead(out DeferredCallback? callback); left--) batch.Add(callback);
        using (gate.EnterScope())
        {
            for (int left = everything ? overflow.Count : Math.Min(overflow.Count, capacity); left > 0; left--) batch.Add(overflow.Dequeue());
            if (overflow.Count == 0 && overflow.Capacity > capacity) overflow.TrimExcess();
        }
    }

    /// <summary>Refuses all that comes later. What was added before can still be taken.</summary>
    internal void Close()
    {
        using (gate.EnterScope())
        {
            closed = true;
            channel.Writer.TryComplete();
        }
    }
}
