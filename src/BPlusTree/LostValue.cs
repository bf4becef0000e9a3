using System;

namespace Concurrent;

/// <summary>A value that a function made for an owning tree and that has not got in so far. Disposed unless it gets in after all (V1).</summary>
internal ref struct LostValue<TValue>
{
    private readonly bool ownsValues;
    private TValue? value;

    internal LostValue(bool ownsValues)
    {
        this.ownsValues = ownsValues;
    }

    /// <summary>The function has made a value, the same one again perhaps; <paramref name="present"/> is in the tree, and may be what it made.</summary>
    internal void Made(TValue made, TValue? present)
    {
        if (!ownsValues) return;
        if (!ReferenceEquals(value, made)) Dispose();
        value = ReferenceEquals(made, present) ? default : made;
    }

    /// <summary>It got in.</summary>
    internal void Stored() => value = default;

    public void Dispose()
    {
        if (!ownsValues) return;
        TValue? lost = value;
        value = default;
        (lost as IDisposable)?.Dispose();
    }
}
