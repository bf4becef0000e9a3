using System;
using System.Collections.Generic;
using Concurrent.Bench.Quick;

namespace Stress.Scaling;

/// <summary>The measurements, for the results file.</summary>
internal sealed record ScaleSummary(DateTime Utc, MachineInfo Machine, int Entries, int Rounds, double RoundSeconds, IReadOnlyList<ScaleRow> Results);
