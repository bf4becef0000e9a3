namespace Concurrent.Rcu;

/// <summary>Something that wants a look now and then while it has nodes waiting: a tree, which seals its open bag when its writer has fallen idle.</summary>
internal interface IIdleWork
{
    /// <summary>Does what can be done without waiting. Called on the reclaimer's thread, outside all locks.</summary>
    /// <returns>Whether something still waits, so that another look is due.</returns>
    bool Tick();
}
