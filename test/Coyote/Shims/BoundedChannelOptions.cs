namespace Concurrent;

/// <summary>Stands in for <c>System.Threading.Channels.BoundedChannelOptions</c>.</summary>
internal sealed class BoundedChannelOptions
{
    internal BoundedChannelOptions(int capacity) => Capacity = capacity;

    internal int Capacity { get; }

    internal bool SingleReader { get; set; }

    internal bool SingleWriter { get; set; }
}
