namespace Stress.Trees;

/// <summary>How a version is packed into a value that can be checked by itself: it knows its key, and carries a checksum.</summary>
/// <remarks>What is stored is always such a value, so that a reader notices a torn value, one of another key, and what is left in a recycled node.</remarks>
internal interface IValueKind<TValue>
{
    /// <summary>A value of this key and version, which is from 0 to 2^39 - 1.</summary>
    static abstract TValue Make(ulong key, long version);

    /// <summary>The version of a value that was found under this key.</summary>
    /// <exception cref="CorruptValueException">It is not a value of this key.</exception>
    static abstract long Open(ulong key, TValue value);
}
