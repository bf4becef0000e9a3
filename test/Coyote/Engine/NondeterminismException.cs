using System;
using System.Diagnostics.CodeAnalysis;

namespace Exploration;

/// <summary>The same choices led to other steps than before: the scenario depends on something that the engine does not control.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Thrown by strategies only.")]
[SuppressMessage("Design", "CA1064", Justification = "Caught by the engine.")]
internal sealed class NondeterminismException(string message) : Exception(message);
