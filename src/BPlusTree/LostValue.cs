using System;

namespace Concurrent;

/// <summary>A value that a function made for an owning tree and that has not got in so far, and one that the caller handed in. What does not get in is disposed (V1).</summary>
/// <remarks>What a function made belongs to nobody else, so it is disposed also when the call fails. What was handed in stays the caller's then.</remarks>
internal ref struct LostValue<TValue>
{
    private readonly bool ownsValues;
    private TValue? given;
    private TValue? made;
    private bool succeeded;

    /// <param name="ownsValues">Whether the tree does; otherwise nothing happens here.</param>
    /// <param name="given">What the caller handed in beside functions, if anything.</param>
    internal LostValue(bool ownsValues, TValue? given = default)
    {
        this.ownsValues = ownsValues;
        this.given = given;
    }

    /// <summary>The function has made a value, the same one again perhaps; <paramref name="present"/> is in the tree, and may be what it made.</summary>
    internal void Made(TValue? value, TValue? present)
    {
        if (!ownsValues) return;
        TValue? before = made;
        made = ReferenceEquals(value, present) || ReferenceEquals(value, given) ? default : value; // first: it is not forgotten when the disposal of the last one throws
        if (!ReferenceEquals(before, value)) (before as IDisposable)?.Dispose();
    }

    /// <summary>The call did what it was to do.</summary>
    /// <param name="stored">What is in the tree now.</param>
    /// <param name="replaced">What was there before, which the tree sees to.</param>
    internal void Stored(TValue? stored, TValue? replaced = default)
    {
        if (!ownsValues) return;
        succeeded = true;
        if (ReferenceEquals(made, stored)) made = default;
        if (ReferenceEquals(given, stored) || ReferenceEquals(given, replaced)) given = default;
    }

    public void Dispose()
    {
        if (!ownsValues) return;
        TValue? first = made, second = succeeded ? given : default;
        made = given = default;
        try
        {
            (first as IDisposable)?.Dispose();
        }
        finally
        {
            (second as IDisposable)?.Dispose();
        }
    }
}
