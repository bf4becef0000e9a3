using System;

namespace Concurrent.Bench;

/// <summary>An argument that makes no sense. A type of its own: an <see cref="ArgumentException"/> out of a benchmark is no fault of the caller's.</summary>
internal sealed class UsageException(string message) : Exception(message);
