namespace Concurrent.Replay;

/// <summary>
/// The states that a read may have seen. State n is the map after the first n steps of the run; a read that began when
/// <paramref name="First"/> steps had been applied and ended when <paramref name="Last"/> had been started saw one of these.
/// </summary>
internal readonly record struct StateWindow(long First, long Last);
