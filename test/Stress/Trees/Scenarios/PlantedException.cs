using System;
using System.Diagnostics.CodeAnalysis;

namespace Stress.Trees;

/// <summary>Thrown by a scenario in the middle of something that must stand it.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Says nothing.")]
[SuppressMessage("Design", "CA1064", Justification = "Caught where it is planted.")]
internal sealed class PlantedException : Exception;
