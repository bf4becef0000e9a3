using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Exploration;

namespace Concurrent;

/// <summary>Stands in for <c>System.Threading.Channels.Channel&lt;T&gt;</c>, as far as the library uses it: each call is one atomic step.</summary>
internal sealed class Channel<T>
{
    private readonly Queue<T> items = new();
    private readonly int capacity;
    private bool completed;

    internal Channel(int capacity)
    {
        this.capacity = capacity;
        Reader = new ReaderEnd(this);
        Writer = new WriterEnd(this);
    }

    internal ReaderEnd Reader { get; }

    internal WriterEnd Writer { get; }

    internal sealed class ReaderEnd
    {
        private readonly Channel<T> channel;

        internal ReaderEnd(Channel<T> channel) => this.channel = channel;

        internal int Count
        {
            get
            {
                LogicalThread? self = LogicalThread.Current;
                self?.Engine.Point(self);
                return channel.items.Count;
            }
        }

        internal bool TryRead([MaybeNullWhen(false)] out T item, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        {
            LogicalThread? self = LogicalThread.Current;
            self?.Engine.Releasing(self, channel, "take from channel", new Site("channel", file, line));
            if (self is not null) self.Engine.Acquired(self, channel, "", default);
            bool any = channel.items.TryDequeue(out item);
            self?.Engine.Released(self);
            return any;
        }
    }

    internal sealed class WriterEnd
    {
        private readonly Channel<T> channel;

        internal WriterEnd(Channel<T> channel) => this.channel = channel;

        internal bool TryWrite(T item, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        {
            LogicalThread? self = LogicalThread.Current;
            self?.Engine.Releasing(self, channel, "put into channel", new Site("channel", file, line));
            if (self is not null) self.Engine.Acquired(self, channel, "", default);
            bool room = !channel.completed && channel.items.Count < channel.capacity;
            if (room) channel.items.Enqueue(item);
            self?.Engine.Released(self);
            return room;
        }

        internal bool TryComplete([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        {
            LogicalThread? self = LogicalThread.Current;
            self?.Engine.Releasing(self, channel, "complete channel", new Site("channel", file, line));
            bool first = !channel.completed;
            channel.completed = true;
            self?.Engine.Released(self);
            return first;
        }
    }
}
