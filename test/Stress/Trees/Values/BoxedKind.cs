namespace Stress.Trees;

/// <summary>References.</summary>
internal readonly struct BoxedKind : IValueKind<BoxedValue>
{
    public static BoxedValue Make(ulong key, long version) => new(key, version);

    public static long Open(ulong key, BoxedValue value)
    {
        // A recycled node holds null.
        if (value is null || value.Key != key || !value.IsSound) throw new CorruptValueException(key, value?.ToString() ?? "null");
        return value.Version;
    }
}
