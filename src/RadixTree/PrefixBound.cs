namespace Concurrent;

/// <summary>What an end of a window of keys lets in.</summary>
internal enum PrefixBound
{
    /// <summary>Everything: there is no such end.</summary>
    None,

    /// <summary>The key itself, too.</summary>
    Inclusive,

    /// <summary>Not the key itself.</summary>
    Exclusive,

    /// <summary>At the upper end only: all keys that begin with the bytes, too.</summary>
    Prefix,
}
