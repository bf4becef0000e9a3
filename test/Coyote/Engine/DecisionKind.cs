namespace Exploration;

internal enum DecisionKind
{
    /// <summary>Who runs next, or whose oldest delayed store becomes visible.</summary>
    Schedule,

    /// <summary>Whether the coming store is delayed.</summary>
    Delay,
}
