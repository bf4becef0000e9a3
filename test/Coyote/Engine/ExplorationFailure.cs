using System;
using System.Diagnostics.CodeAnalysis;

namespace Exploration;

/// <summary>A check of a scenario did not hold.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Thrown by Check only.")]
[SuppressMessage("Naming", "CA1710", Justification = "It is the failure that is explored for.")]
[SuppressMessage("Design", "CA1064", Justification = "Caught by the engine.")]
internal sealed class ExplorationFailure(string message) : Exception(message);
