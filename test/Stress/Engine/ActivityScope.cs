namespace Stress.Engine;

/// <summary>While it is open, its worker is doing what it says. Ended once, by the worker.</summary>
internal readonly ref struct ActivityScope
{
    private readonly ActivityLog log;

    internal ActivityScope(ActivityLog log) => this.log = log;

    public void Dispose() => log.End();
}
