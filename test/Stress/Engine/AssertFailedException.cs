using System;
using System.Diagnostics.CodeAnalysis;

namespace Stress.Engine;

/// <summary>An assert of the library did not hold. Reported where it failed; thrown so that nobody goes on from there.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Always with a message.")]
[SuppressMessage("Design", "CA1064", Justification = "Caught by the engine.")]
internal sealed class AssertFailedException(string message) : Exception(message);
