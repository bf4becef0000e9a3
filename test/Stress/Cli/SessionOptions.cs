using System;
using System.Collections.Generic;
using Stress.Engine;

namespace Stress.Cli;

/// <summary>What the command line says about the whole program.</summary>
internal sealed record SessionOptions
{
    /// <summary>Scenarios by name.</summary>
    internal required IReadOnlyList<string> Scenarios { get; init; }

    /// <summary>For all of them together.</summary>
    internal required TimeSpan Duration { get; init; }

    /// <summary>One run of one scenario is at most so long.</summary>
    internal TimeSpan Turn { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Readers, writers, first seed, patience; the duration is set for each run.</summary>
    internal required StressOptions Run { get; init; }

    /// <summary>The settings under which everything is run again; the time is shared out evenly.</summary>
    internal IReadOnlyList<RuntimeSetting> Settings { get; init; } = [];

    internal string? JsonPath { get; init; }
}
