namespace Exploration;

/// <summary>What a logical thread can wait for.</summary>
internal interface IWaitable
{
    /// <summary>For the deadlock report.</summary>
    string Description { get; }

    /// <summary>Whether a waiter may go on. Looked at by the scheduler: reads plainly, changes nothing.</summary>
    bool IsReady { get; }
}
