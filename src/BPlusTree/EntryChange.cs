namespace Concurrent;

/// <summary>What a function decided to do with an entry: keep it as it is, store a value, or remove it. <see langword="default"/> keeps.</summary>
/// <remarks>What the functions given to <c>TryUpdateOrRemove</c> and <c>AddUpdateOrRemove</c> return.</remarks>
public readonly struct EntryChange<TValue>
{
    private readonly TValue? value;

    private EntryChange(Verdict verdict, TValue? value)
    {
        Decision = verdict;
        this.value = value;
    }

    internal enum Verdict : byte
    {
        Keep,
        Set,
        Remove,
    }

    /// <summary>Leaves everything as it is; an absent key stays absent.</summary>
    public static EntryChange<TValue> Keep => default;

    /// <summary>Removes the entry; an absent key stays absent.</summary>
    public static EntryChange<TValue> Remove => new(Verdict.Remove, default);

    internal Verdict Decision { get; }

    internal TValue Value => value!;

    /// <summary>Stores <paramref name="value"/> in place of the present one, or adds it where the key is absent.</summary>
    public static EntryChange<TValue> Set(TValue value) => new(Verdict.Set, value);
}
