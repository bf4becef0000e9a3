namespace Concurrent.Replay;

/// <summary>What a step of a <see cref="PrefixScript"/> does.</summary>
internal enum PrefixVerb : byte
{
    /// <summary>Replaces whatever is there by the whole list, at once.</summary>
    Load,

    /// <summary>Adds a word that is not there.</summary>
    Add,

    /// <summary>Removes a word that is there.</summary>
    Remove,

    /// <summary>Stores a new value under a word that is there.</summary>
    Store,

    /// <summary>Removes all words that begin alike, at once.</summary>
    RemoveFamily,

    /// <summary>Adds all words of a family that are not there, in a batch.</summary>
    AddFamily,

    /// <summary>Removes a family and adds every second word of it, in one batch.</summary>
    RenewFamily,

    /// <summary>Removes a family in a batch that is discarded: nothing happens.</summary>
    Discard,
}
