namespace Stress.Trees;

/// <summary>Four words that only make sense together; a struct that no processor stores at once.</summary>
internal readonly record struct WideValue(ulong Key, long Version, ulong Check, long Again);
