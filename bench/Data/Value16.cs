namespace Concurrent.Bench.Data;

/// <summary>A value of 16 bytes: too wide to be replaced in place, so that an overwrite copies its leaf.</summary>
internal readonly record struct Value16(long Low, long High);
