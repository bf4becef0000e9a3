namespace Exploration;

/// <summary>Programs with a known answer, so that the engine is seen to find what it must find.</summary>
internal static class ControlScenarios
{
    /// <summary>Store buffering: without a fence both threads may miss the other's store.</summary>
    [Scenario("control-store-buffering", MustFail = true, Model = ModelChoice.Tso)]
    public static void StoreBuffering(World world)
    {
        int x = 0, y = 0, seenByLeft = -1, seenByRight = -1;
        world.Thread("left", () =>
        {
            Concurrent.Volatile.Write(ref x, 1);
            seenByLeft = Concurrent.Volatile.Read(ref y);
        });
        world.Thread("right", () =>
        {
            Concurrent.Volatile.Write(ref y, 1);
            seenByRight = Concurrent.Volatile.Read(ref x);
        });
        world.Finally(() => Check.That(seenByLeft == 1 || seenByRight == 1, "both threads missed the other's store"));
    }
}
