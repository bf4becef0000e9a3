namespace Concurrent.Replay;

/// <summary>One step of a <see cref="RadixScript"/>.</summary>
/// <param name="Verb">What it does.</param>
/// <param name="File">To which file; <see cref="RadixScript.Descriptors"/> stands behind all files.</param>
/// <param name="First">The folio's index, the descriptor, or the first index of a range.</param>
/// <param name="Last">The folio's last index, or that of the range.</param>
/// <param name="Number">Of an allocation, the lowest descriptor that is asked for; of a write-back, how many must be dirty.</param>
/// <param name="Origin">Of what leaves or is freed, the step that put it there.</param>
internal readonly record struct RadixStep(RadixVerb Verb, int File, ulong First, ulong Last, int Number, int Origin);
