namespace Stress.Trees;

/// <summary>A tree that tells in one linearizable call between which keys an absent one lies.</summary>
internal interface IGapReads
{
    /// <returns>Whether nothing is at the key. Then <paramref name="below"/> and <paramref name="above"/> are the nearest keys with a value; null where there is none.</returns>
    bool TryGetGap(ulong key, out ulong? below, out ulong? above);
}
