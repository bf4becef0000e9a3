using System;

namespace Exploration;

/// <summary>How far an exploration is.</summary>
internal readonly record struct ExploreProgress(string Model, string Strategy, long Schedules, long Steps, TimeSpan Elapsed);
