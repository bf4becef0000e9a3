namespace Concurrent;

/// <summary>Stands in for <c>System.Threading.Channels.Channel</c>.</summary>
internal static class Channel
{
    internal static Channel<T> CreateBounded<T>(BoundedChannelOptions options) => new(options.Capacity);
}
