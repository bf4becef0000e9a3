using System;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>A user's own object behind an <see cref="RcuReference{T}"/>, disposed after its last reader.</summary>
/// <remarks>
/// <code>
/// scenario               mutants it is meant to catch
/// rcu-reference-replace  replaced object disposed at once, or twice; callback run before its grace period
/// rcu-reference-update   update that stores without comparing; update outside a section: its argument is disposed under it
/// </code>
/// </remarks>
internal static class ReferenceScenarios
{
    /// <summary>Two threads replace the object: each old one is disposed once, and not while a reader may use it.</summary>
    [Scenario("rcu-reference-replace")]
    public static void Replace(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var reference = new RcuReference<Table>(new Table(1), domain);
        world.Thread("reader", () =>
        {
            using ReadSection section = reader.Enter();
            reference.Read(section).Use();
        });
        world.Thread("first", () => reference.Replace(new Table(2)));
        world.Thread("second", () => reference.Replace(new Table(3)));
    }

    /// <summary>Two threads make a changed copy each: none of the changes is lost, and neither reads an object that is disposed.</summary>
    [Scenario("rcu-reference-update")]
    public static void Update(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var reference = new RcuReference<Table>(new Table(1), domain);
        for (int i = 0; i < 2; i++)
        {
            world.Thread($"updater {i}", () => reference.Update(static table => new Table(table.Use() + 1), disposeReplaced: true));
        }

        world.Finally(() => Check.Equal(3, reference.Current.Use(), "changes"));
    }

    private sealed class Table(long rows) : IDisposable
    {
        private readonly Flag disposed = new();

        public void Dispose()
        {
            Check.That(!disposed.IsUp, "disposed twice");
            disposed.Raise();
        }

        internal long Use()
        {
            Check.That(!disposed.IsUp, "used after it was disposed");
            return rows;
        }
    }
}
