namespace Stress.Trees;

/// <summary>A struct of 32 bytes, for which trees must copy the leaf.</summary>
internal readonly struct WideKind : IValueKind<WideValue>
{
    public static WideValue Make(ulong key, long version) => new(key, version, Checksum.Of(key, version), version);

    public static long Open(ulong key, WideValue value)
    {
        if (value != Make(key, value.Version)) throw new CorruptValueException(key, value.ToString());
        return value.Version;
    }
}
