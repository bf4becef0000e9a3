namespace Concurrent.Replay;

/// <summary>The states in which a block was live: from <paramref name="First"/> to before <paramref name="End"/>.</summary>
internal readonly record struct Lifetime(long First, long End)
{
    public bool Meets(StateWindow window) => First <= window.Last && End > window.First;

    public bool Covers(StateWindow window) => First <= window.First && End > window.Last;
}
