using Concurrent.Rcu;

namespace Exploration;

/// <summary>The story that the guide tells.</summary>
internal static class DemoScenarios
{
    /// <summary>A reader that entered before the unlink never sees the object recycled.</summary>
    [Scenario("demo-section-protects")]
    public static void SectionProtects(World world)
    {
        var domain = new RcuDomain(new RcuDomainOptions { Name = "demo" });
        var first = new Box();
        var second = new Box();
        Box shared = first;
        world.Thread("reader", () =>
        {
            using (domain.EnterRead())
            {
                Box seen = Concurrent.Volatile.Read(ref shared);
                Check.That(!seen.Recycled, "the reader holds an object that was recycled");
            }
        });
        world.Thread("writer", () =>
        {
            Concurrent.Volatile.Write(ref shared, second);
            domain.Synchronize();
            first.Recycled = true;
        });
    }

    private sealed class Box
    {
        internal bool Recycled { get; set; }
    }
}
