using System;
using System.Diagnostics.CodeAnalysis;

namespace Stress.Trees;

/// <summary>A value that was found is none that was ever stored under its key.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Always with a message.")]
[SuppressMessage("Design", "CA1064", Justification = "Caught by the engine.")]
internal sealed class CorruptValueException(ulong key, string seen) : Exception($"A value that was stored under the key {key} was expected; found was {seen}.");
