namespace Stress.Cli;

/// <summary>A run of the program under another setting of the runtime.</summary>
/// <param name="Setting">Its name.</param>
/// <param name="ExitCode">How the process ended.</param>
/// <param name="Summary">What it wrote down; null when it came to no end.</param>
/// <param name="Errors">What it wrote to its error stream, cut.</param>
internal sealed record SubRunSummary(string Setting, int ExitCode, SessionSummary? Summary, string Errors);
