namespace Stress.Cli;

/// <summary>How the program ends.</summary>
internal static class ExitCode
{
    internal const int Fine = 0;
    internal const int Violation = 1;
    internal const int Usage = 2;

    /// <summary>A control was not caught, so what found nothing proves nothing.</summary>
    internal const int Inconclusive = 3;

    /// <summary>Nothing was found until Ctrl+C; what a shell reports for a program that the keyboard interrupted.</summary>
    internal const int Interrupted = 130;
}
