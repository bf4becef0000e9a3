namespace Exploration;

/// <summary>What went wrong in a schedule.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Thread">The thread it showed in.</param>
/// <param name="Message">What a person should read first.</param>
/// <param name="Details">Where the exception came from, or who waits for what; may be empty.</param>
internal sealed record Failure(FailureKind Kind, string Thread, string Message, string Details)
{
    /// <summary>Whether both are the same mistake, as far as can be told.</summary>
    internal bool IsLike(Failure other) => Kind == other.Kind && Thread == other.Thread && (Kind == FailureKind.Livelock || Message == other.Message);
}
