namespace Stress.Faults;

/// <summary>One fault, looked for by one scenario.</summary>
/// <param name="Fault">What was planted.</param>
/// <param name="Scenario">Who had to notice.</param>
/// <param name="Outcome">Whether he did.</param>
/// <param name="Seconds">How long it took, or was tried.</param>
/// <param name="Evidence">What was seen, or what is known instead.</param>
internal sealed record ControlRun(Fault Fault, string Scenario, ControlOutcome Outcome, double Seconds, string Evidence);
