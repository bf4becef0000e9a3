using System;

namespace Stress.Faults;

/// <summary>One fault, looked for by one scenario.</summary>
/// <param name="Fault">What was planted.</param>
/// <param name="Scenario">Who had to notice.</param>
/// <param name="Outcome">Whether he did.</param>
/// <param name="Elapsed">From the start of the process to its end.</param>
/// <param name="Evidence">What was seen, or what is known instead.</param>
internal sealed record ControlRun(Fault Fault, string Scenario, ControlOutcome Outcome, TimeSpan Elapsed, string Evidence);
