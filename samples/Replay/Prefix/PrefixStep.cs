namespace Concurrent.Replay;

/// <summary>One step of a <see cref="PrefixScript"/>.</summary>
/// <param name="Verb">What it does.</param>
/// <param name="First">The rank of the word, or of the first one of a family.</param>
/// <param name="Last">The rank of the last one of a family, else the same.</param>
/// <param name="Length">In how many bytes all words of the family begin alike.</param>
/// <param name="Number">How many words a family loses, or gets by <see cref="PrefixVerb.AddFamily"/>.</param>
/// <param name="Origin">Of a word that is removed or gets another value, the step that put it there.</param>
internal readonly record struct PrefixStep(PrefixVerb Verb, int First, int Last, int Length, int Number, int Origin);
