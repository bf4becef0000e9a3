using System;
using System.Diagnostics.CodeAnalysis;

namespace Exploration;

/// <summary>What the caller asked for makes no sense: one line for him, exit code 2.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Always with a message.")]
[SuppressMessage("Design", "CA1064", Justification = "Caught by the console program.")]
internal sealed class UsageException(string message) : Exception(message);
