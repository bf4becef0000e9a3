using System;
using System.Diagnostics.CodeAnalysis;

namespace Exploration;

/// <summary>Thrown out of every step once a schedule is over, so that threads which still stand in it return.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Thrown by the engine, caught by the engine.")]
[SuppressMessage("Design", "CA1064", Justification = "Thrown by the engine, caught by the engine.")]
internal sealed class ScheduleAbortedException() : Exception("The schedule is over.");
