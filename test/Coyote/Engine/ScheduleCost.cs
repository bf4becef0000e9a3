using System;
using System.Globalization;

namespace Exploration;

/// <summary>How hard a schedule is to follow: fewer preemptions and delayed stores first, then fewer switches, then fewer steps.</summary>
internal readonly record struct ScheduleCost(int Preemptions, int DelayedStores, int Switches, int Steps) : IComparable<ScheduleCost>
{
    public int CompareTo(ScheduleCost other)
    {
        int order = (Preemptions + DelayedStores).CompareTo(other.Preemptions + other.DelayedStores);
        if (order == 0) order = DelayedStores.CompareTo(other.DelayedStores);
        if (order == 0) order = Switches.CompareTo(other.Switches);
        return order == 0 ? Steps.CompareTo(other.Steps) : order;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Preemptions} preemptions, {DelayedStores} runs of delayed stores, {Switches} switches, {Steps} steps");
}
